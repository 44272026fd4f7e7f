import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ContentWatch, FinishedRun, Recorded } from '../history/index.ts';
import type { WatcherErrorType } from '../metrics/metrics.ts';
import type { Batch, RunResult, Selection } from '../model.ts';
import { isSnapshot } from '../selection/rules.ts';
import type { Outbox } from './outbox.ts';
import { isOvertaken, type Running } from './overtaken.ts';
import { isUntested } from './verdict.ts';
import type { WatcherParts } from './watcher.ts';

/** What is to be run. */
export interface Order {
  readonly selection: Selection;
  /** What it tests; absent where somebody asked for it. */
  readonly batch?: Batch;
  /** Only these cases, by full name. */
  readonly cases?: readonly string[];
  readonly updatesSnapshots?: boolean;
}

/** Runs that changes end one after another; the next one comes to its end, or a busy tree would never see one. */
const overtakenAtMost = 5;

/** Carries out one run at a time, and tells what came of it. */
export class Runs {
  /** Of the last one, whether it came to its end or not. */
  last: Selection | undefined;
  /** Somebody has given up the last one. */
  isStoppedByHand = false;
  /** Since they were last taken away. */
  readonly results: RunResult[] = [];
  readonly #parts: WatcherParts;
  readonly #outbox: Outbox;
  readonly #onFault: (type: WatcherErrorType, error: unknown) => void;
  #running: Running | undefined;
  #overtaken = 0;

  constructor(parts: WatcherParts, outbox: Outbox, onFault: (type: WatcherErrorType, error: unknown) => void) {
    this.#parts = parts;
    this.#outbox = outbox;
    this.#onFault = onFault;
  }

  async run(order: Order): Promise<RunResult> {
    const { runner, queue, view, metrics, onFailures } = this.#parts;
    const { selection, cases } = order;
    const tests = selection.chosen.map(({ test }) => test);
    const running: Running = { abort: new AbortController(), unfinished: new Set(tests), isWaitedFor: false };
    this.#running = running;
    this.last = selection;
    this.isStoppedByHand = false;
    const contents = this.#parts.watchContents();
    const result = await runner.run(
      {
        tests: selection.everything === undefined ? tests : 'all',
        ...(cases !== undefined && { cases }),
        ...(order.updatesSnapshots && { updatesSnapshots: true }),
        signal: running.abort.signal,
      },
      {
        longest: (one) => view.longest?.(one),
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
      if (this.isStoppedByHand) view.note('Stopped: its changes wait for the next one, or for a rerun.');
      return result;
    }
    this.#overtaken = 0;
    this.results.push(result);
    metrics.runDone(result);
    const recorded = await this.#record(order, result, contents);
    metrics.lastRun(result.status, recorded?.standing.length ?? 0);
    if (selection.everything !== undefined && cases === undefined && !isUntested(result)) {
      this.#outbox.write('queue', () => queue.wholeTested());
    }
    view.finished({ ...recorded, result, selection });
    const failures = result.cases.filter(({ status }) => status === 'fail');
    if (failures.length > 0) onFailures?.(failures);
    return result;
  }

  stop(isByHand = false): void {
    if (isByHand) this.isStoppedByHand = true;
    this.#running?.abort.abort();
  }

  /** Ends what is running where changes that wait touch it. */
  async reconsider(): Promise<void> {
    const running = this.#running;
    if (running === undefined) return;
    // Further changes of the same batch may have come in the same turn.
    await nextTurn();
    // Runs write snapshots themselves: they are compared with after the end.
    const changes = this.#parts.queue.waiting().filter(({ path }) => !isSnapshot(path));
    const [first] = changes;
    if (first === undefined || this.#running !== running) return;
    const selection = await this.#parts.select(changes);
    if (this.#running !== running || running.abort.signal.aborted) return;
    if (this.#overtaken >= overtakenAtMost || !isOvertaken(running, selection)) {
      if (!running.isWaitedFor) this.#parts.view.note(`${first.path} waits for the end of this run.`);
      running.isWaitedFor = true;
      return;
    }
    this.#overtaken += 1;
    this.#parts.view.note('A change touches what is running: it begins anew.');
    running.abort.abort();
  }

  /** Undefined where it could not be written, or not yet. */
  async #record({ selection, batch, cases, updatesSnapshots }: Order, result: RunResult, contents: ContentWatch) {
    let known: Omit<FinishedRun, 'result' | 'selection'> = { contentOf: () => undefined };
    try {
      const [contentOf, commit] = await Promise.all([contents.contentsOf(result), this.#parts.commit()]);
      // What was written during the run is not what has failed before.
      known = { contentOf: updatesSnapshots ? known.contentOf : contentOf, ...commit };
    } catch (error) {
      // How it ended counts all the same.
      this.#onFault('history', error);
    }
    const run = {
      ...known,
      result,
      selection,
      ...(cases !== undefined && { cases }),
      ...(batch !== undefined && { batchId: batch.id }),
    };
    let recorded: Recorded | undefined;
    this.#outbox.write('history', () => {
      recorded = this.#parts.history.record(run);
    });
    return recorded;
  }
}
