import { type TreeFault, type TreeWatch, watchTree } from '@switchgear/worktree';
import type { Intake } from '../../intake/intake.ts';
import type { Fault } from '../../model.ts';
import { createPoll, type Poll } from '../poll.ts';
import { createCandidates } from './candidates.ts';
import { History } from './history.ts';
import { Holders } from './holders.ts';
import { readMarker } from './read.ts';
import { defaultMarkerRules, type MarkerRules } from './rules.ts';

export interface MarkerWatchOptions {
  readonly root: string;
  readonly rules?: MarkerRules;
  /** Ignored beside what `.gitignore` names, in its syntax. */
  readonly ignore?: readonly string[];
  readonly intake: Pick<Intake, 'offer' | 'remember' | 'note' | 'setNote'>;
  /** Markers that ask for an audit. */
  readonly onFound: (count: number) => void;
  /** Told once, of markers that are older than this watch or than its rules; they ask for nothing. */
  readonly onHistory: (count: number) => void;
  readonly onFault: (fault: Fault) => void;
  /** What no hint told of is found after this much, in milliseconds; default 60,000. */
  readonly sweepMs?: number;
  /** Between two looks, in milliseconds; default 1000. */
  readonly lookMs?: number;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

/** Asks for an audit when a file appears that says by its name or its front matter that something is complete. */
export function createMarkerWatch(options: MarkerWatchOptions): Poll {
  const { root, rules = defaultMarkerRules, intake, onFound, onHistory, lookMs = 1000, now = Date.now } = options;
  const holders = new Holders();
  /** Contents whose holders this look has checked: of many files that are the same, each is looked at once. */
  const checked = new Set<string>();
  const told = new Set<string>();
  const tell = ({ message }: { readonly message: string }): void => {
    if (!told.has(message)) options.onFault({ type: 'tree', message });
    told.add(message);
  };
  const candidates = createCandidates({
    ...options,
    rules,
    now,
    onLost: (path) => holders.delete(path),
    onFault: tell,
  });
  const history = new History({ root, rules, intake });
  let watch: TreeWatch | undefined;

  const look = async (): Promise<void> => {
    checked.clear();
    for (const path of await candidates.look()) await read(path);
    const count = history.lookedAt();
    if (count !== undefined) onHistory(count);
  };
  const read = async (path: string): Promise<void> => {
    const marker = await readMarker(root, path, rules).catch((error: unknown) => {
      const message = `${path}: whether it is a completion marker is unknown: ${String(error)}; let this user read it`;
      if (candidates.isUnchanged(path)) tell({ message });
      return undefined;
    });
    const isHistory = marker !== undefined && (await history.holds(path));
    // What changed meanwhile is read again when it has settled.
    if (!candidates.isUnchanged(path)) return;
    holders.delete(path);
    if (marker !== undefined) {
      if (!checked.has(marker.content)) for (const other of holders.of(marker.content)) candidates.recheck(other);
      checked.add(marker.content);
      const key = holders.nextKey(marker.content);
      if (isHistory) history.keep(key);
      else if (intake.offer({ trigger: 'marker_detected', key, text: marker.why, at: now() }) === 'new') onFound(1);
      holders.set(path, marker.content);
    }
    candidates.accept(path);
  };

  const poll = createPoll({ look, pauseMs: () => lookMs, type: 'tree', onFault: options.onFault });
  return {
    start: () => {
      // That the root is gone is said by the looks.
      const onFault = (fault: TreeFault) => fault.kind !== 'gone' && tell(fault);
      watch = watchTree(root, candidates.ignore, { onHint: candidates.hint, onFault });
      poll.start();
    },
    look: poll.look,
    stop: () => {
      watch?.close();
      return poll.stop();
    },
  };
}
