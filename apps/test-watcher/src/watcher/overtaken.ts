import type { Selection } from '../model.ts';

/** A run that is going on. */
export interface Running {
  readonly abort: AbortController;
  /** Chosen test files without a result so far. */
  readonly unfinished: Set<string>;
  /** Somebody was told that a change waits for its end; once is enough. */
  isWaitedFor: boolean;
}

/** Whether what newer changes select is still to come in this run, which would test neither the old nor the new. */
export function isOvertaken({ unfinished }: Pick<Running, 'unfinished'>, newer: Selection): boolean {
  if (newer.everything !== undefined) return true;
  return newer.chosen.some(({ test }) => unfinished.has(test));
}
