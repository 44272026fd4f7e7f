import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Question, Scrubber } from '@switchgear/llm';
import { type Answer, type Answered, askWithin, type Budget, type CallStatus } from '@switchgear/llm';
import { messageOf } from '@switchgear/service';
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

interface Run extends Pick<Evidence, 'lastGreenCommit'> {
  readonly failures: readonly CaseResult[];
}

const tasks = ['cause', 'known'] as const;

/** Runs that wait. */
const longestQueue = 1_000;

/** One broken import fails a hundred tests: the first of them tell. */
const mostOfRun = 3;

/** Tokens of an answer; some models think in them first. */
const maxTokens = 2_000;

const firstPauseMs = 60_000;
const longestPauseMs = 3_600_000;

export function createAnalysis(options: AnalysisOptions): Analysis {
  const { root, store, scrubber, budget, models, diffOf, now, onAnswer, onCall } = options;
  const ended = new AbortController();
  let queue: Run[] = [];
  let working: Promise<void> | undefined;
  let lastFault: string | undefined;

  function report(fault: string): void {
    if (fault !== lastFault) options.onFault(fault);
    lastFault = fault;
  }

  async function work(): Promise<void> {
    for (let run = queue.shift(); run !== undefined && !ended.signal.aborted; run = queue.shift()) {
      try {
        await explainNew(run);
      } catch (error) {
        queue = [];
        report(`Failures are not explained: ${messageOf(error)}`);
      }
    }
  }

  async function explainNew({ failures, lastGreenCommit }: Run): Promise<void> {
    let [explained, noted] = [0, 0];
    for (const failed of failures) {
      await nextTurn();
      if (ended.signal.aborted) return;
      const signature = failed.status === 'fail' ? signatureOf(failed) : undefined;
      if (signature === undefined || !isAskable(signature)) continue;
      if (explained === mostOfRun) {
        store.save(signature, { attempts: 0, retryAt: now() + longestPauseMs }, now());
        noted += 1;
      } else if (await explain(signature, { failed, lastGreenCommit })) explained += 1;
      else return;
    }
    if (noted > 0)
      onAnswer(
        `Of the new failures of a run ${mostOfRun} are explained; ${noted} more are noted, and asked about where they still fail in an hour.`,
      );
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
    onAnswer(explanationOf(waiting.failed, answers, root));
    return true;
  }

  /** Asks one model; undefined where the day has no tokens left. */
  async function put(task: Task, { model, api }: AnalysisModel, evidence: Evidence): Promise<Answer | undefined> {
    const messages = promptOf(task, evidence, scrubber);
    const answer = await askWithin(budget, options.ask, { model, messages, maxTokens, signal: ended.signal });
    if (answer === undefined) {
      report('Failures are not explained: the tokens of this day are used up');
      return undefined;
    }
    if (answer.status !== undefined) onCall(answer.provider ?? api, answer.status);
    if (answer.kind === 'answered') lastFault = undefined;
    else if (!ended.signal.aborted) report(`${model} does not explain failures: ${answer.reason}`);
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
      report(`Failures are explained without the diff: ${messageOf(error)}`);
      return undefined;
    }
  }

  return {
    consider(failures, { lastGreenCommit }) {
      if (ended.signal.aborted) return;
      if (queue.length < longestQueue) queue.push({ failures, lastGreenCommit });
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
