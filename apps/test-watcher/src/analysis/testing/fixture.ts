import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask, createBudget, createScrubber } from '@switchgear/llm';
import { completion, type ScriptedGateway, startGateway } from '@switchgear/llm/testing';
import { onTestFinished } from 'vitest';
import type { CaseResult } from '../../model.ts';
import { type Analysis, type AnalysisOptions, createAnalysis } from '../analysis.ts';
import { type AnalysisStore, openAnalysisStore } from '../store.ts';

export interface Fixture {
  readonly gateway: ScriptedGateway;
  readonly analysis: Analysis;
  readonly store: AnalysisStore;
  readonly answers: string[];
  readonly faults: string[];
  /** As `api status`. */
  readonly calls: string[];
  readonly clock: { now: number };
  /** Another process on the same file, after the first has ended. */
  restart(): Promise<Analysis>;
}

/** An analysis with a real file and a real gateway of our own that answers every question. */
export async function fixture(
  more: Partial<AnalysisOptions> & { readonly tokensPerDay?: number } = {},
): Promise<Fixture> {
  const root = mkdtempSync(join(tmpdir(), 'switchgear-analysis-'));
  mkdirSync(join(root, 'src'));
  writeFileSync(join(root, 'src/cart.ts'), 'one\ntwo\nthree\n');
  const gateway = await startGateway();
  gateway.respond = (response) => completion(response, 'The sum is wrong in src/cart.ts:2.');
  const clock = { now: Date.UTC(2026, 0, 5, 12) };
  const now = () => clock.now;
  const [answers, faults, calls]: [string[], string[], string[]] = [[], [], []];
  let store: AnalysisStore;
  let analysis: Analysis;

  function start(): void {
    store = openAnalysisStore(join(root, 'state', 'analysis.db'));
    analysis = createAnalysis({
      root,
      store,
      ask: (question) => ask({ gateway: gateway.url, timeoutMs: 10_000, ...question }),
      scrubber: createScrubber(),
      budget: createBudget(store.texts, { tokensPerDay: more.tokensPerDay ?? 1_000_000, now }),
      models: { cause: { model: 'deepseek-flash', api: 'configured' } },
      diffOf: async () => undefined,
      now,
      onAnswer: (text) => answers.push(text),
      onCall: (api, status) => calls.push(`${api} ${status}`),
      onFault: (message) => faults.push(message),
      ...more,
    });
  }

  async function stop(): Promise<void> {
    await analysis.close();
    store.close();
  }

  start();
  onTestFinished(async () => {
    await stop();
    await gateway.stop();
    rmSync(root, { recursive: true });
  });
  return {
    gateway,
    get analysis() {
      return analysis;
    },
    get store() {
      return store;
    },
    answers,
    faults,
    calls,
    clock,
    async restart() {
      await stop();
      start();
      return analysis;
    },
  };
}

export function failedCase(
  message: string,
  more: Partial<CaseResult['failure']> = {},
  name = 'cart > adds',
): CaseResult {
  return { file: 'src/cart.test.ts', name, status: 'fail', durationMs: 3, failure: { message, ...more } };
}
