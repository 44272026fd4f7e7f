import type { Batch, Selection } from '../model.ts';
import type { Wish } from './watcher.ts';

/** A run that is going on. */
export interface Running {
  readonly selection: Selection;
  /** What it tests; absent where somebody asked for it. */
  readonly batch?: Batch;
  readonly wish?: Wish;
  readonly abort: AbortController;
  /** Chosen test files without a result so far. */
  readonly unfinished: Set<string>;
}

/** Whether what newer changes select is still to come in this run, which would test neither the old nor the new. */
export function isOvertaken({ unfinished }: Pick<Running, 'unfinished'>, newer: Selection): boolean {
  if (newer.everything !== undefined) return true;
  return newer.chosen.some(({ test }) => unfinished.has(test));
}
