import type { TreeObserver, TreeWatch } from '@switchgear/worktree';
import { type Clock, monotonicClock } from '../clock.ts';
import { gitStamp } from './git-stamp.ts';
import type { Ledger } from './ledger.ts';
import type { Hint, LedgerFault, SweepOutcome, SweepReason } from './protocol.ts';

export interface FollowOptions {
  readonly ledger: Ledger;
  /** Starts `watchTree` of the worktree package on the same tree. */
  watch(observer: TreeObserver): TreeWatch;
  /** The folder of git of this working tree, where there is one. */
  readonly gitDir?: string;
  /** Between two sweeps that nothing calls for; default 30,000. */
  readonly periodicMs?: number;
  /** Something was compared: where there are changes, they are in the queue. */
  onOutcome(outcome: SweepOutcome, cause: SweepReason | 'hint'): void;
  onFault(fault: LedgerFault): void;
  readonly clock?: Clock;
}

/** A tree whose changes go into the queue until it is closed. */
export interface Following {
  /** Settles when the first sweep has ended. */
  readonly started: Promise<void>;
  /** Something is being looked at, so more changes may come at once. */
  isBusy(): boolean;
  close(): void;
}

const tickMs = 500;
/** A tick that comes so late means that the process stood still, and hints may have been dropped meanwhile. */
const stallMs = 1000;
/** Between two sweeps while there are no hints on a part of the tree, or the last comparison failed. */
const troubledMs = 2000;
/** Sweeps take at most one part in so many of a processor. */
const maxShare = 10;

/**
 * Couples hints with the ledger, and sweeps whenever hints cannot be relied upon: at the start, after a stall, after
 * git has moved, when the system has dropped events, and now and then.
 *
 * @throws WorktreeError `tree_missing`
 */
export function followTree(options: FollowOptions): Following {
  const { ledger, gitDir, periodicMs = 30_000, onOutcome, onFault, clock = monotonicClock } = options;
  const hints = new Map<string, Hint>();
  const readGit = () => (gitDir === undefined ? '' : gitStamp(gitDir));
  let git = readGit();
  let looks = 0;
  let sweeping: SweepReason | undefined;
  let wanted: SweepReason | undefined;
  let nextSweepAt = Number.POSITIVE_INFINITY;
  let hasStarted = false;
  /** Some folders cannot be watched. */
  let isBlind = false;
  let hasMissedHints = false;
  let isClosed = false;
  let cancelTick = () => {};

  function look(): void {
    // One at a time, so that hints on one file become one; but a sweep has to hear of them while it lasts.
    if (isClosed || hints.size === 0 || (looks > 0 && sweeping === undefined)) return;
    const batch = [...hints.values()];
    hints.clear();
    looks += 1;
    void ledger.look(batch).then((outcome) => {
      looks -= 1;
      if (!outcome.isComplete) retrySoon();
      if (!isClosed) onOutcome(outcome, 'hint');
      look();
    });
  }

  function retrySoon(): void {
    nextSweepAt = Math.min(nextSweepAt, clock.now() + troubledMs);
  }

  async function sweep(reason: SweepReason): Promise<void> {
    wanted ??= reason;
    if (sweeping !== undefined) return;
    for (let next = take(); next !== undefined; next = take()) {
      sweeping = next;
      look();
      const outcome = await ledger.sweep(next);
      sweeping = undefined;
      if (isClosed) return;
      settle(outcome, next);
    }
  }

  function take(): SweepReason | undefined {
    const next = wanted;
    wanted = undefined;
    return next;
  }

  function settle(outcome: SweepOutcome, reason: SweepReason): void {
    hasStarted ||= outcome.isComplete;
    const pauseMs = isBlind || !outcome.isComplete ? Math.min(troubledMs, periodicMs) : periodicMs;
    nextSweepAt = clock.now() + Math.max(pauseMs, maxShare * outcome.durationMs);
    onOutcome(outcome, reason);
    // Hints were missing, perhaps because folders are not watched that should be.
    if (outcome.recovered > 0 && reason !== 'start' && !isBlind) watching.refresh();
  }

  function noticeGit(): void {
    const stamp = readGit();
    if (stamp === git) return;
    git = stamp;
    void sweep('git');
  }

  function tick(dueAt: number): void {
    const now = clock.now();
    if (now - dueAt > stallMs) void sweep('stall');
    else if (now >= nextSweepAt && sweeping === undefined) void sweep(hasStarted ? 'periodic' : 'start');
    noticeGit();
    cancelTick = clock.after(tickMs, () => tick(now + tickMs));
  }

  const watching = options.watch({
    onHint(path, kind) {
      if (path === '' && hasMissedHints) {
        hasMissedHints = false;
        void sweep('overflow');
        return;
      }
      if (hints.size === 0) setImmediate(look);
      if (kind === 'directory' || !hints.has(path)) hints.set(path, { path, kind });
    },
    onFault({ kind, message }) {
      if (kind === 'limit') {
        isBlind = true;
        onFault({ type: 'watch_limit', message });
        retrySoon();
      } else if (kind === 'overflow' || kind === 'gone') {
        hasMissedHints = true;
        // That the tree has gone, and what cannot be read, is for the sweep to say.
        if (kind === 'gone') void sweep('overflow');
        else onFault({ type: 'watch_overflow', message });
      }
    },
  });
  const started = sweep('start');
  tick(clock.now());
  return {
    started,
    isBusy() {
      noticeGit();
      return hints.size > 0 || looks > 0 || (sweeping !== undefined && sweeping !== 'periodic');
    },
    close() {
      isClosed = true;
      cancelTick();
      watching.close();
    },
  };
}
