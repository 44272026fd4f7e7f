import { readFileSync, watch as watchPath } from 'node:fs';
import { resolve } from 'node:path';
import type { Ignore } from './ignore.ts';
import { nameOf } from './path.ts';
import { statRoot } from './root.ts';
import { watchFolders } from './watch-folders.ts';
import { watchWhole } from './watch-whole.ts';
import type { TreeObserver, Watch, Watching, WatchingObserver } from './watching.ts';

/** A tree that is watched until it is closed. */
export interface TreeWatch {
  /** How many folders are watched. */
  readonly directories: number;
  /** Starts anew, for when hints have been missing; ends with a hint on the root. */
  refresh(): void;
  /** No hint and no fault comes after it. */
  close(): void;
}

const goneRetryMs = 1000;

/**
 * Gives hints on changes in a tree. They are hints only: the system drops events when there are too many. A tree that
 * disappears is a fault and is watched again when it is back. `ignore` is refreshed when a `.gitignore` changes.
 *
 * @throws WorktreeError `tree_missing`; nothing later
 */
export function watchTree(folder: string, ignore: Ignore, observer: TreeObserver, watch: Watch = watchPath): TreeWatch {
  const root = resolve(folder);
  const watchOnce = process.platform === 'linux' ? watchFolders : watchWhole;
  const maxEvents = queueLength();
  let events = 0;
  let isStale = false;
  let isClosed = false;
  let retry: NodeJS.Timeout | undefined;

  const inner: WatchingObserver = {
    onEvent: () => {
      events += 1;
      if (events === 1) setImmediate(settle);
    },
    onHint: (path, kind) => {
      if (isClosed) return;
      if (nameOf(path) === '.gitignore') isStale = true;
      observer.onHint(path, kind);
    },
    onFault: (fault) => {
      if (!isClosed) observer.onFault(fault);
    },
    onRoot: () => {
      isStale = true;
    },
  };

  /** Runs when all events have been handled that the system had waiting. */
  function settle(): void {
    const isOverflow = events >= maxEvents;
    events = 0;
    if (isOverflow) inner.onFault({ kind: 'overflow', path: '', message: overflowMessage });
    if (isOverflow || isStale) refresh();
  }

  function refresh(): void {
    if (isClosed) return;
    isStale = false;
    clearTimeout(retry);
    const before = watching;
    // The new watches come before the old ones go, so that no event falls in between.
    watching = open();
    before?.close();
    if (watching) {
      observer.onHint('', 'directory');
      return;
    }
    if (before) inner.onFault({ kind: 'gone', path: '', message: `The tree ${root} has disappeared; bring it back` });
    retry = setTimeout(refresh, goneRetryMs);
  }

  function open(): Watching | undefined {
    try {
      statRoot(root);
    } catch {
      // It is told as gone.
      return undefined;
    }
    ignore.refresh();
    return watchOnce(root, ignore, inner, watch);
  }

  statRoot(root);
  let watching: Watching | undefined = watchOnce(root, ignore, inner, watch);
  return {
    get directories() {
      return watching?.directories ?? 0;
    },
    refresh,
    close: () => {
      isClosed = true;
      clearTimeout(retry);
      watching?.close();
      watching = undefined;
    },
  };
}

const overflowMessage =
  'There were more changes at once than the system keeps, so some went unseen and the whole tree is looked at again. ' +
  'If this happens often: sysctl fs.inotify.max_queued_events=65536';

/**
 * Linux drops events beyond this number without telling Node.js. All that waited arrive in one turn of the event loop;
 * some of them are merged or speak of folders that are no longer watched, so three quarters count as full.
 */
function queueLength(): number {
  try {
    return Number(readFileSync('/proc/sys/fs/inotify/max_queued_events', 'utf8')) * 0.75;
  } catch {
    // Other systems tell by an event without a name.
    return Number.POSITIVE_INFINITY;
  }
}
