import { join } from 'node:path';
import { ask, createBudget, createScrubber } from '@switchgear/llm';
import { diffOf, type Repository } from '@switchgear/worktree';
import type { History } from '../history/index.ts';
import type { WatcherMetrics } from '../metrics/metrics.ts';
import type { CaseResult } from '../model.ts';
import type { TestWatcherOptions } from '../options.ts';
import type { View } from '../view.ts';
import { createAnalysis } from './analysis.ts';
import { openAnalysisStore } from './store.ts';

const timeoutMs = 120_000;

/** Of the diff that is looked through; less of it is sent. */
const maxBytes = 200_000;

export interface Surroundings {
  readonly history: Pick<History, 'lastGreenCommit'>;
  readonly repository: Repository | undefined;
  readonly metrics: Pick<WatcherMetrics, 'called' | 'error'>;
}

type Options = Pick<TestWatcherOptions, 'root' | 'stateDir' | 'analysis'> & {
  readonly view: Pick<View, 'analysis' | 'fault'>;
};

/** Explains failures through the gateway where that is configured. @throws DatabaseError */
export function startAnalysis({ root, stateDir, analysis, view }: Options, around: Surroundings) {
  if (analysis === undefined) return undefined;
  const { history, repository, metrics } = around;
  const { gateway, token } = analysis;
  const store = openAnalysisStore(join(stateDir, 'analysis.db'));
  const { consider, close } = createAnalysis({
    root,
    store,
    ask: (question) => ask({ gateway, ...(token !== undefined && { token }), timeoutMs, ...question }),
    scrubber: createScrubber({ known: analysis.secrets }),
    budget: createBudget(store.texts, { tokensPerDay: analysis.dailyTokens, now: Date.now }),
    models: { cause: analysis.cause, known: analysis.known },
    diffOf: async (base) => repository && diffOf(repository, { ...(base !== undefined && { base }), maxBytes }),
    now: Date.now,
    onAnswer: view.analysis,
    onCall: metrics.called,
    onFault: (message) => {
      metrics.error('analysis');
      view.fault({ type: 'analysis', message });
    },
  });
  return {
    consider: (failures: readonly CaseResult[]) => consider(failures, { lastGreenCommit: history.lastGreenCommit() }),
    close: async () => {
      await close();
      store.close();
    },
  };
}
