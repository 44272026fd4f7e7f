import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ContentWatch, History, Recorded } from '../history/index.ts';
import type { WatcherErrorType, WatcherMetrics } from '../metrics/metrics.ts';
import type { Batch, CaseResult, Change, Runner, RunResult, Selection } from '../model.ts';
import type { Queue } from '../queue/queue.ts';
import { isSnapshot } from '../selection/rules.ts';
import type { View } from '../view.ts';
import { isOvertaken, type Running } from './overtaken.ts';
import { isUntested, messageOf, resultOf } from './verdict.ts';

/** What a person may ask for. */
export type Wish = 'rerun' | 'rerun_failed' | 'run_all';

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

/** Runs that changes end one after another; the next one comes to its end, or a busy tree would never see one. */
const overtakenAtMost = 5;

/** Takes batches from the queue, one at a time, and brings each to a completed run. */
export class Watcher {
  readonly #parts: WatcherParts;
  readonly #now: () => number;
  #wish: Wish | undefined;
  #isDue = true;
  #isStopped = false;
  #running: Running | undefined;
  #last: Selection | undefined;
  #isSecondTry = false;
  #isStoppedByHand = false;
  #overtaken = 0;
  /** Told of and not tested: merged with what has come since, they may hide that a file went and came back. */
  #released: readonly Change[] = [];
  #wake = () => {};
  #idle = Promise.withResolvers<readonly RunResult[]>();
  #life: Promise<void> | undefined;
  readonly #results: RunResult[] = [];
  /** What the queue could not write so far. */
  readonly #unwritten: (() => void)[] = [];

  constructor(parts: WatcherParts) {
    this.#parts = parts;
    this.#now = parts.now ?? Date.now;
  }

  start(): void {
    this.#life = this.#work();
  }

  /** Changes are to be leased. One that touches what is running ends that run. */
  due(): void {
    this.#isDue = true;
    this.#wake();
    if (this.#running?.batch !== undefined || this.#running?.wish !== undefined) void this.#reconsider(this.#running);
  }

  /** Whatever runs makes room for a wish; `cancel` only ends it. */
  ask(wish: Wish | 'cancel'): void {
    if (wish === 'cancel') this.#isStoppedByHand = true;
    else this.#wish = wish;
    this.#running?.abort.abort();
    this.#wake();
  }

  /** Resolves once there is nothing to do, with all results since it was last so. */
  settled(): Promise<readonly RunResult[]> {
    return this.#idle.promise;
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#running?.abort.abort();
    this.#wake();
    await this.#life;
  }

  async #work(): Promise<void> {
    while (!this.#isStopped) {
      try {
        if (await this.#turn()) continue;
      } catch (error) {
        this.#fault('watcher', error);
        // Whoever waits must not take it for a tree in which nothing has changed.
        this.#results.push(resultOf(error));
      }
      this.#parts.view.waiting();
      this.#idle.resolve(this.#results.splice(0));
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
    for (const write of this.#unwritten.splice(0)) this.#write(write);
    const wish = this.#wish;
    if (wish !== undefined) {
      this.#wish = undefined;
      await this.#fulfil(wish);
      return true;
    }
    if (!this.#isDue) return false;
    this.#isDue = false;
    const batch = this.#parts.queue.lease();
    if (batch === undefined) return false;
    await this.#test(batch);
    return true;
  }

  async #fulfil(wish: Wish): Promise<void> {
    const { view } = this.#parts;
    const selection = await this.#chosen(() => this.#wished(wish));
    if (selection === 'failed') return;
    if (selection === undefined) {
      view.note(wish === 'rerun' ? 'Nothing has run yet.' : 'Nothing failed the last time.');
      return;
    }
    view.chosen(selection);
    // A test file that fails before it has cases can only be run whole.
    const isNamed = wish === 'rerun_failed' && this.#parts.history.broken().length === 0;
    const cases = isNamed ? this.#parts.history.failing().map(({ name }) => name) : undefined;
    const result = await this.#run({ selection, wish, ...(cases !== undefined && { cases }) });
    // What was asked for comes after the change that was more urgent.
    const isOver = result.status !== 'cancelled' || this.#isStoppedByHand || this.#isStopped;
    if (!isOver && this.#wish === undefined && this.#isDue) {
      this.#isDue = false;
      const batch = this.#parts.queue.lease();
      if (batch !== undefined) await this.#test(batch);
      this.#wish ??= wish;
    }
  }

  async #wished(wish: Wish): Promise<Selection | undefined> {
    if (wish === 'run_all')
      return await this.#parts.selectAll(this.#last === undefined ? 'the first run' : 'asked for');
    if (wish === 'rerun') return this.#last;
    const failed = this.#parts.history.lastFailed();
    if (failed.length === 0) return undefined;
    return { chosen: failed.map((test) => ({ test, reason: 'failed last time' })), unaffecting: [] };
  }

  async #test(batch: Batch): Promise<void> {
    const { queue, view, metrics } = this.#parts;
    const beganAt = performance.now();
    metrics.batchTaken(Math.max(0, this.#now() - Math.min(...batch.changes.map(({ noticedAt }) => noticedAt))));
    view.changed(batch.changes, batch.isReplay);
    let isTested = false;
    try {
      isTested = await this.#bringToEnd(batch);
    } finally {
      if (!isTested) this.#released = [...this.#released, ...batch.changes];
      this.#write(() => (isTested ? queue.complete(batch) : queue.release(batch)));
    }
    if (isTested) metrics.batchDone(batch.changes.length, performance.now() - beganAt);
  }

  /** Whether somebody knows now what the changes do. */
  async #bringToEnd(batch: Batch): Promise<boolean> {
    const { view, runner } = this.#parts;
    await runner.changed([...this.#released, ...batch.changes]);
    this.#released = [];
    const selection = await this.#chosen(() => this.#parts.select(batch.changes));
    if (selection === 'failed') return false;
    view.chosen(selection);
    if (selection.everything === undefined && selection.chosen.length === 0) return true;
    const result = await this.#run({ selection, batch });
    if (result.status === 'cancelled') {
      this.#isDue ||= !this.#isStoppedByHand;
      return this.#isStoppedByHand;
    }
    if (!isUntested(result)) {
      this.#isSecondTry = false;
      return true;
    }
    // A process may die by chance. Anything else stays until something changes, or somebody asks.
    this.#isSecondTry = result.errors.some(({ type }) => type === 'runner_died') && !this.#isSecondTry;
    if (this.#isSecondTry) this.#isDue = true;
    return false;
  }

  /** What cannot even be chosen is a run that could not be carried out. */
  async #chosen<T extends Selection | undefined>(choose: () => Promise<T>): Promise<T | 'failed'> {
    try {
      return await choose();
    } catch (error) {
      const result = resultOf(error);
      this.#results.push(result);
      this.#parts.metrics.runDone(result);
      this.#parts.view.finished({ result, selection: { chosen: [], unaffecting: [] } });
      return 'failed';
    }
  }

  /** What the queue cannot write now, on a full disk for instance, it writes before the next batch. */
  #write(write: () => void): void {
    try {
      write();
    } catch (error) {
      this.#unwritten.push(write);
      this.#fault('queue', error);
    }
  }

  async #run(run: Omit<Running, 'abort' | 'unfinished'> & { readonly cases?: readonly string[] }): Promise<RunResult> {
    const { runner, view, metrics, onFailures } = this.#parts;
    const { selection, cases } = run;
    const tests = selection.chosen.map(({ test }) => test);
    const running: Running = { ...run, abort: new AbortController(), unfinished: new Set(tests) };
    this.#running = running;
    this.#last = selection;
    this.#isStoppedByHand = false;
    const contents = this.#parts.watchContents();
    const result = await runner.run(
      {
        tests: selection.everything === undefined ? tests : 'all',
        ...(cases !== undefined && { cases }),
        signal: running.abort.signal,
      },
      {
        caseFinished: (one) => view.caseFinished(one),
        fileFinished: (file) => {
          running.unfinished.delete(file);
          view.fileFinished(file);
        },
        output: (text) => view.output(text),
      },
    );
    this.#running = undefined;
    if (result.status === 'cancelled') {
      view.finished({ result, selection });
      if (this.#isStoppedByHand) view.note('Stopped: its changes count as tested. A rerun brings it back.');
      return result;
    }
    this.#overtaken = 0;
    this.#results.push(result);
    metrics.runDone(result);
    if (selection.everything !== undefined && cases === undefined && !isUntested(result)) {
      this.#write(() => this.#parts.queue.wholeTested());
    }
    const recorded = await this.#record(run, result, contents);
    view.finished({ ...recorded, result, selection });
    const failures = result.cases.filter(({ status }) => status === 'fail');
    if (failures.length > 0) onFailures?.(failures);
    return result;
  }

  /** Without a history the run counts all the same. */
  async #record(
    { selection, batch, cases }: { selection: Selection; batch?: Batch; cases?: readonly string[] },
    result: RunResult,
    contents: ContentWatch,
  ): Promise<Recorded | undefined> {
    try {
      const [contentOf, commit] = await Promise.all([contents.contentsOf(result), this.#parts.commit()]);
      return this.#parts.history.record({
        result,
        selection,
        contentOf,
        ...(cases !== undefined && { cases }),
        ...(batch !== undefined && { batchId: batch.id }),
        ...commit,
      });
    } catch (error) {
      this.#fault('history', error);
      return undefined;
    }
  }

  async #reconsider(running: Running): Promise<void> {
    // Further changes of the same batch may have come in the same turn.
    await nextTurn();
    try {
      // Runs write snapshots themselves: they are compared with after the end.
      const changes = this.#parts.queue.waiting().filter(({ path }) => !isSnapshot(path));
      if (changes.length === 0 || this.#running !== running) return;
      const selection = await this.#parts.select(changes);
      if (this.#running !== running || this.#overtaken >= overtakenAtMost || !isOvertaken(running, selection)) return;
      this.#overtaken += 1;
      this.#parts.view.note('A change touches what is running: it begins anew.');
      running.abort.abort();
    } catch (error) {
      this.#fault('watcher', error);
    }
  }

  #fault(type: WatcherErrorType, error: unknown): void {
    this.#parts.metrics.error(type);
    this.#parts.view.fault({ type, message: messageOf(error) });
  }
}
