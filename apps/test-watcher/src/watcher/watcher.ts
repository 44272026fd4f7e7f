import { DatabaseError, messageOf } from '@switchgear/service';
import type { ContentWatch, History } from '../history/index.ts';
import type { WatcherErrorType, WatcherMetrics } from '../metrics/metrics.ts';
import type { Batch, CaseResult, Change, Runner, RunResult, Selection } from '../model.ts';
import type { Queue } from '../queue/queue.ts';
import type { View } from '../view.ts';
import { Echoes } from './echoes.ts';
import { mayPass, Outbox } from './outbox.ts';
import { type Order, Runs } from './runs.ts';
import { isUntested, resultOf } from './verdict.ts';

/** What a person may ask for; the first run of all is owed without. */
export type Wish = 'rerun' | 'rerun_failed' | 'update_snapshots' | 'run_all' | 'first_run';

export interface WatcherParts {
  readonly runner: Runner;
  readonly queue: Queue;
  readonly history: History;
  /** Call it when a run begins; see `createContentIds`. */
  readonly watchContents: () => ContentWatch;
  readonly select: (changes: readonly Change[]) => Promise<Selection>;
  /** Everything, in the best order, for this reason. */
  readonly selectAll: (reason: string) => Promise<Selection>;
  readonly commit: () => Promise<{ readonly commit?: string; readonly isDirty?: boolean }>;
  readonly view: View;
  readonly metrics: WatcherMetrics;
  /** Failures for whoever looks into them; the run does not wait. */
  readonly onFailures?: (failures: readonly CaseResult[]) => void;
  readonly now?: () => number;
}

/** Whether it is known now what the changes of a batch do, or why not. */
type End = 'tested' | 'untested' | 'given_up';

type Whole = 'run_all' | 'first_run';

const reasons: Readonly<Record<Whole, string>> = { run_all: 'asked for', first_run: 'the first run' };

const isWhole = (wish: Wish): wish is Whole => wish in reasons;

/** After this long a database that could not be used is tried again, in milliseconds. */
const retryMs = 2000;

/** Takes batches from the queue, one at a time, and brings each to a completed run. */
export class Watcher {
  readonly #parts: WatcherParts;
  readonly #now: () => number;
  readonly #runs: Runs;
  readonly #outbox: Outbox;
  readonly #echoes = new Echoes();
  #wish: Wish | undefined;
  /** A run of everything that could not be carried out comes after the next batch that can. */
  #owed: Wish | undefined;
  #isDue = true;
  #isStopped = false;
  #isSecondTry = false;
  /** Told of and not tested: merged with what has come since, they may hide that a file went and came back. */
  #released: readonly Change[] = [];
  /** The last fault since a batch was taken, which is told once however often it comes again. */
  #told = '';
  #wake = () => {};
  #idle = Promise.withResolvers<readonly RunResult[]>();
  #life: Promise<void> | undefined;

  constructor(parts: WatcherParts) {
    this.#parts = parts;
    this.#now = parts.now ?? Date.now;
    const onFault = (type: WatcherErrorType, error: unknown) => this.#fault(type, error);
    this.#outbox = new Outbox(onFault);
    this.#runs = new Runs(parts, this.#outbox, onFault);
  }

  start(): void {
    this.#life = this.#work();
  }

  /** Changes are to be leased. One that touches what is running ends that run. */
  due(): void {
    this.#isDue = true;
    this.#wake();
    this.#runs.reconsider().catch((error: unknown) => this.#fault('watcher', error));
  }

  /** Whatever runs makes room for a wish; `cancel` only ends it. */
  ask(wish: Wish | 'cancel'): void {
    if (wish !== 'cancel') this.#wish = wish;
    this.#runs.stop(wish === 'cancel');
    this.#wake();
  }

  /** Resolves once there is nothing to do, with all results since it was last so. */
  settled(): Promise<readonly RunResult[]> {
    return this.#idle.promise;
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#runs.stop();
    this.#wake();
    await this.#life;
    this.#outbox.flush();
  }

  async #work(): Promise<void> {
    while (!this.#isStopped) {
      try {
        if (await this.#turn()) continue;
      } catch (error) {
        this.#fault(isOfDatabase(error) ? 'queue' : 'watcher', error);
        // Whoever waits must not take it for a tree in which nothing has changed.
        this.#runs.results.push(resultOf(error));
      }
      this.#parts.view.waiting();
      this.#idle.resolve(this.#runs.results.splice(0));
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        if (this.#isDue || this.#wish !== undefined || this.#isStopped) resolve();
      });
      this.#wake = () => {};
      if (!this.#isStopped) this.#idle = Promise.withResolvers();
    }
  }

  /** False when there was nothing to do. */
  async #turn(): Promise<boolean> {
    this.#outbox.flush();
    const wish = this.#wish;
    if (wish === undefined) return await this.#testDue();
    this.#wish = undefined;
    // A run of everything tests what waits too, and a rerun what waits because somebody has stopped its run.
    this.#isDue ||= wish === 'rerun';
    if ((wish === 'rerun' || isWhole(wish)) && (await this.#testDue(isWhole(wish) ? wish : undefined))) return true;
    await this.#fulfil(wish);
    return true;
  }

  async #fulfil(wish: Wish): Promise<void> {
    const { view } = this.#parts;
    const order = await this.#chosen(() => this.#orderOf(wish));
    if (order === undefined) {
      view.note(wish === 'rerun' ? 'Nothing has run yet.' : 'Nothing failed the last time.');
      return;
    }
    if (order === 'failed') {
      this.#owed = wish;
      return;
    }
    view.chosen(order.selection);
    const result = await this.#runs.run(order);
    if (isUntested(result) && order.selection.everything !== undefined) this.#owed = wish;
    const isOver = result.status !== 'cancelled' || this.#runs.isStoppedByHand || this.#isStopped;
    if (isOver || this.#wish !== undefined) return;
    // What was asked for comes after the change that was more urgent.
    this.#wish = wish;
    await this.#testDue();
  }

  async #orderOf(wish: Wish): Promise<Order | undefined> {
    const { history, selectAll } = this.#parts;
    const { last } = this.#runs;
    if (wish === 'rerun') return last && { selection: last };
    if (isWhole(wish)) return { selection: await selectAll(reasons[wish]) };
    const failed = history.lastFailed();
    if (failed.length === 0) return undefined;
    const selection = { chosen: failed.map((test) => ({ test, reason: 'failed last time' })), unaffecting: [] };
    // A test file that fails before it has cases can only be run whole.
    const cases = history.broken().length > 0 ? undefined : history.failing().map(({ name }) => name);
    return { selection, ...(cases && { cases }), updatesSnapshots: wish === 'update_snapshots' };
  }

  /** Tests what waits, if it is due, by what it affects or by a run of everything; false where there is nothing. */
  async #testDue(whole?: Whole): Promise<boolean> {
    if (!this.#isDue) return false;
    this.#isDue = false;
    const batch = this.#parts.queue.lease();
    if (batch === undefined) return false;
    this.#told = '';
    const { queue, view, metrics } = this.#parts;
    const beganAt = performance.now();
    metrics.batchTaken(Math.max(0, this.#now() - Math.min(...batch.changes.map(({ noticedAt }) => noticedAt))));
    view.changed(batch.changes, batch.isReplay);
    let end: End = 'untested';
    try {
      end = await this.#bringToEnd(batch, whole);
    } finally {
      if (end === 'untested') this.#owed = whole ?? this.#owed;
      if (end !== 'tested') this.#released = [...this.#released, ...batch.changes];
      this.#outbox.write('queue', () => (end === 'tested' ? queue.complete(batch) : queue.release(batch)));
    }
    if (end === 'tested') metrics.batchDone(batch.changes.length, performance.now() - beganAt);
    return true;
  }

  async #bringToEnd(batch: Batch, whole: Whole | undefined): Promise<End> {
    const { view, runner, select, selectAll } = this.#parts;
    await runner.changed([...this.#released, ...batch.changes]);
    this.#released = [];
    const selection = await this.#chosen(async () => {
      if (whole !== undefined) return await selectAll(reasons[whole]);
      this.#echoes.refuse(batch);
      return await select(batch.changes);
    });
    if (selection === 'failed') return 'untested';
    view.chosen(selection);
    if (selection.everything === undefined && selection.chosen.length === 0) return 'tested';
    const from = this.#now();
    const result = await this.#runs.run({ selection, batch });
    if (result.status === 'cancelled') {
      if (this.#runs.isStoppedByHand) return 'given_up';
      this.#isDue = true;
      return 'untested';
    }
    this.#echoes.ran(batch, from, this.#now());
    if (!isUntested(result)) {
      this.#isSecondTry = false;
      if (selection.everything === undefined) this.#wish ??= this.#owed;
      this.#owed = undefined;
      return 'tested';
    }
    // A process may die by chance. Anything else stays until something changes, or somebody asks.
    this.#isSecondTry = result.errors.some(({ type }) => type === 'runner_died') && !this.#isSecondTry;
    if (this.#isSecondTry) this.#isDue = true;
    return 'untested';
  }

  /** What cannot even be chosen is a run that could not be carried out. */
  async #chosen<T extends Selection | Order | undefined>(choose: () => Promise<T>): Promise<T | 'failed'> {
    try {
      return await choose();
    } catch (error) {
      const result = resultOf(error);
      this.#runs.results.push(result);
      if (isOfDatabase(error)) this.#fault('history', error);
      else {
        this.#parts.metrics.runDone(result);
        this.#parts.view.finished({ result, selection: { chosen: [], unaffecting: [] } });
      }
      return 'failed';
    }
  }

  #fault(type: WatcherErrorType, error: unknown): void {
    this.#parts.metrics.error(type);
    const isRetried = isOfDatabase(error) && mayPass(type, error);
    const message = isRetried ? `${messageOf(error)}; it is tried again` : messageOf(error);
    if (message !== this.#told) this.#parts.view.fault({ type, message });
    this.#told = message;
    if (isRetried) setTimeout(() => this.due(), retryMs).unref();
  }
}

function isOfDatabase(error: unknown): boolean {
  return error instanceof DatabaseError || (error instanceof Error && 'errcode' in error);
}
