import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Question, Scrubber } from '@switchgear/llm';
import { type Answer, type Answered, type Budget, type CallStatus, estimateTokens, existsIn } from '@switchgear/llm';
import type { CaseResult } from '../model.ts';
import { explanationOf } from './explanation.ts';
import { type Evidence, promptOf, type Task } from './prompt.ts';
import { signatureOf } from './signature.ts';
import type { AnalysisStore } from './store.ts';

export interface AnalysisModel {
  readonly model: string;
  /** Its provider, for metrics, where the gateway does not say which has answered. */
  readonly api: string;
}

export interface AnalysisOptions {
  readonly root: string;
  readonly store: AnalysisStore;
  readonly ask: (question: Question) => Promise<Answer>;
  readonly scrubber: Scrubber;
  readonly budget: Budget;
  readonly models: Readonly<Partial<Record<Task, AnalysisModel>>>;
  /** A unified diff of the tree against a commit, where there is one. */
  readonly diffOf: (commit: string | undefined, signal: AbortSignal) => Promise<string | undefined>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** One explanation, as text for people. */
  readonly onAnswer: (text: string) => void;
  readonly onCall: (api: string, status: CallStatus) => void;
  /** Why there is no explanation; said once until that changes. */
  readonly onFault: (message: string) => void;
}

/** Explains failures in the background. Nothing of it touches a run: it neither throws nor is waited for. */
export interface Analysis {
  /** Takes failed cases; those that are not new, or beyond what it can take, it leaves. */
  consider(failures: readonly CaseResult[], context: { readonly lastGreenCommit?: string | undefined }): void;
  /** Withdraws the question that is under way. The store stays open. */
  close(): Promise<void>;
}

type Waiting = Omit<Evidence, 'changes'>;

const tasks = ['cause', 'known'] as const;

const longestQueue = 1_000;

/** One broken import fails a hundred tests: the first of them tell. */
const mostAtOnce = 10;

/** Tokens of an answer; some models think in them first. */
const maxTokens = 2_000;

const firstPauseMs = 60_000;
const longestPauseMs = 3_600_000;

export function createAnalysis(options: AnalysisOptions): Analysis {
  const { store, scrubber, budget, models, diffOf, now, onAnswer, onCall } = options;
  const exists = existsIn(options.root);
  const ended = new AbortController();
  let queue: Waiting[] = [];
  let working: Promise<void> | undefined;
  let lastFault: string | undefined;

  function report(fault: string): void {
    if (fault !== lastFault) options.onFault(fault);
    lastFault = fault;
  }

  async function work(): Promise<void> {
    let explained = 0;
    for (let next = queue.shift(); next !== undefined && !ended.signal.aborted; next = queue.shift()) {
      await nextTurn();
      try {
        const signature = signatureOf(next.failed);
        if (!isAskable(signature)) continue;
        if (await explain(signature, next)) explained += 1;
        if (explained >= mostAtOnce) queue = [];
      } catch (error) {
        queue = [];
        report(`Failures are not explained: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }

  function isAskable(signature: string): boolean {
    const asked = store.find(signature);
    if (asked === undefined) return true;
    // A pause that is longer than any was begun by another clock.
    return asked.retryAt !== undefined && (asked.retryAt <= now() || asked.retryAt > now() + longestPauseMs);
  }

  async function explain(signature: string, waiting: Waiting): Promise<boolean> {
    const evidence = { ...waiting, changes: await changesSince(waiting.lastGreenCommit) };
    const answers: { task: Task; model: string; answer: Answered }[] = [];
    for (const task of tasks) {
      const asked = models[task];
      if (asked === undefined) continue;
      const answer = await put(task, asked, evidence);
      if (answer?.kind === 'answered') answers.push({ task, model: asked.model, answer });
      else if (answers.length === 0) {
        queue = [];
        if (answer !== undefined) putOff(signature, answer);
        return false;
      }
    }
    if (answers.length === 0) return false;
    store.save(signature, { attempts: 0, retryAt: undefined }, now());
    onAnswer(explanationOf(waiting.failed, answers, exists));
    return true;
  }

  /** Asks one model; undefined where the day has no tokens left. */
  async function put(task: Task, { model, api }: AnalysisModel, evidence: Evidence): Promise<Answer | undefined> {
    const messages = promptOf(task, evidence, scrubber);
    const question = { model, messages, maxTokens, signal: ended.signal };
    const estimate = estimateTokens(question);
    const reservation = budget.take(estimate);
    if (reservation === undefined) {
      report('Failures are not explained: the tokens of this day are used up');
      return undefined;
    }
    const answer = await options.ask(question);
    if (answer.status !== undefined) onCall(answer.provider ?? api, answer.status);
    if (answer.kind === 'answered') {
      lastFault = undefined;
      reservation.settle(answer.usage ? answer.usage.prompt + answer.usage.completion : estimate);
    } else {
      reservation.settle(0);
      if (!ended.signal.aborted) report(`${model} does not explain failures: ${answer.reason}`);
    }
    return answer;
  }

  function putOff(signature: string, answer: Exclude<Answer, Answered>): void {
    if (ended.signal.aborted) return;
    const { attempts = 0 } = store.find(signature) ?? {};
    const asked = answer.kind === 'unavailable' ? (answer.retryAfterMs ?? 0) : longestPauseMs;
    const pauseMs = Math.min(Math.max(asked, firstPauseMs * 2 ** attempts), longestPauseMs);
    store.save(signature, { attempts: attempts + 1, retryAt: now() + pauseMs }, now());
  }

  async function changesSince(commit: string | undefined): Promise<string | undefined> {
    if (models.cause === undefined) return undefined;
    try {
      return await diffOf(commit, ended.signal);
    } catch (error) {
      report(`Failures are explained without the diff: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  }

  return {
    consider(failures, { lastGreenCommit }) {
      if (ended.signal.aborted) return;
      for (const failed of failures) {
        if (queue.length >= longestQueue) break;
        if (failed.status === 'fail') queue.push({ failed, lastGreenCommit });
      }
      working ??= work().finally(() => {
        working = undefined;
      });
    },
    async close() {
      ended.abort();
      await working;
    },
  };
}
