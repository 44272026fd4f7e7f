import { TestWatcherError } from '../errors.ts';
import type { Batch } from '../model.ts';

/** Runs of the same changes in a row, each of which made the next. */
const runsAtMost = 3;

/** Tells a tree that its own tests change, and which would be tested for ever, from one that somebody works on. */
export class Echoes {
  #places = '';
  #from = 0;
  #to = 0;
  #runs = 0;

  /** A batch has been tested from one time to the other. */
  ran(batch: Batch, from: number, to: number): void {
    this.#runs = this.#isEcho(batch) ? this.#runs + 1 : 1;
    this.#places = placesOf(batch);
    this.#from = from;
    this.#to = to;
  }

  /**
   * Once, so that a further change of the same files is tested.
   *
   * @throws TestWatcherError `configuration`
   */
  refuse(batch: Batch): void {
    if (this.#runs < runsAtMost || !this.#isEcho(batch)) return;
    this.#runs = 0;
    throw new TestWatcherError(
      'configuration',
      `Something, most likely the tests themselves, has changed ${placesOf(batch).slice(0, 300)} during each of ` +
        `${runsAtMost} runs; it waits for the next change. Let tests write elsewhere, ignore it, or declare under ` +
        'test_watcher.affects that no test depends on it',
    );
  }

  #isEcho(batch: Batch): boolean {
    const { changes } = batch;
    // What comes right behind a run may be somebody who waited for its end, as programs that edit do.
    const isOfRun = (at: number) => at >= this.#from && at <= this.#to;
    return placesOf(batch) === this.#places && changes.every(({ noticedAt }) => isOfRun(noticedAt));
  }
}

/** What tests leave behind may have a new name each time. */
function placesOf({ changes }: Batch): string {
  const places = changes.map(({ path, kind }) => (kind === 'modified' ? path : path.replace(/[^/]+$|\/.*/, '/…')));
  return [...new Set(places)].join(', ');
}
