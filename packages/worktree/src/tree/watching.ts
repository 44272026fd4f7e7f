import type { watch } from 'node:fs';
import type { OnTreeFault } from './fault.ts';

export interface TreeObserver {
  /**
   * Something may have changed here; of a directory, anything in it. Several hints may speak of one change, of what has
   * not changed and of what is no longer there. `''` is the root.
   */
  onHint(path: string, kind: 'file' | 'directory'): void;
  /** After `overflow` and `gone` comes a hint on the root, as soon as watching goes on. */
  readonly onFault: OnTreeFault;
}

/** `watch` of Node.js, or what stands in for a system that refuses it. */
export type Watch = typeof watch;

/** One way of watching, until something happens that makes it start anew. */
export interface Watching {
  readonly directories: number;
  close(): void;
}

export interface WatchingObserver extends TreeObserver {
  /** An event of the system, whether it leads to a hint or not. */
  onEvent(): void;
  /** Something happened to the root itself. */
  onRoot(): void;
}
