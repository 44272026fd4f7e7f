import { setImmediate as breathe } from 'node:timers/promises';
import { createIgnore, type Ignore, lookAt, type TreeFault, type TreeFile, walk } from '@switchgear/worktree';
import { isNamed, type MarkerRules, mayTell } from './rules.ts';

/** So many looks in a row must find a file the same: whoever writes it may pause. */
export const looksToSettle = 4;

/** The loop is left to others after this much work, in milliseconds. */
const sliceMs = 10;

/** More folders than this are not walked one by one. */
const maxFolders = 20;

export interface CandidatesOptions {
  readonly root: string;
  readonly rules: MarkerRules;
  readonly ignore?: readonly string[];
  readonly sweepMs?: number;
  readonly now: () => number;
  /** A file that was accepted is no longer what it was. */
  readonly onLost: (path: string) => void;
  readonly onFault: (fault: TreeFault) => void;
}

export interface Candidates {
  readonly ignore: Ignore;
  hint(path: string, kind: 'file' | 'directory'): void;
  /** Files that are new or changed, and have been the same for some looks; each until it is accepted. */
  look(): Promise<readonly string[]>;
  /** Whether the file is still as the last look found it. */
  isUnchanged(path: string): boolean;
  /** Looks again at a file that was accepted, which may have become another since. */
  recheck(path: string): void;
  /** The file has been read; it is shown again when it changes. */
  accept(path: string): void;
}

interface Sighting {
  readonly stamp: string;
  readonly look: number;
}

/** Files that may be markers, followed by hints and sweeps. */
export function createCandidates(options: CandidatesOptions): Candidates {
  const { root, rules, sweepMs = 60_000, now, onLost, onFault } = options;
  const ignore = createIgnore(root, { patterns: options.ignore ?? [], onFault });
  const accepted = new Map<string, string>();
  const unsettled = new Map<string, Sighting>();
  const folders = new Set<string>();
  const files = new Set<string>();
  let sweptAt = Number.NEGATIVE_INFINITY;
  let looks = 0;

  const isCandidate = (path: string) => isNamed(path, rules) || mayTell(path, rules);
  const stampNow = (path: string) => stampOf(lookAt(root, path, onFault));

  const meet = (path: string, stamp: string | undefined): void => {
    if (stamp === undefined) lose(path);
    if (stamp === undefined || stamp === accepted.get(path)) unsettled.delete(path);
    else if (unsettled.get(path)?.stamp !== stamp) unsettled.set(path, { stamp, look: looks });
  };
  const lose = (path: string): void => {
    if (accepted.delete(path)) onLost(path);
  };
  const sweep = async (below: string): Promise<void> => {
    const met = new Set<string>();
    const pause = createPause();
    for (const file of walk(root, ignore, { below, onFault })) {
      if (isCandidate(file.path)) {
        met.add(file.path);
        meet(file.path, stampOf(file));
      }
      await pause();
    }
    for (const path of accepted.keys()) if (isIn(path, below) && !met.has(path)) lose(path);
  };
  const sweepAll = async (): Promise<void> => {
    const sinceMs = now() - sweptAt;
    if (sinceMs >= sweepMs || sinceMs < 0 || folders.size > maxFolders) folders.add('');
    for (const folder of folders.has('') ? [''] : [...folders]) {
      if (folder === '') folders.clear();
      folders.delete(folder);
      await sweep(folder);
      if (folder === '') sweptAt = now();
    }
  };

  return {
    ignore,
    hint: (path, kind) => {
      if (kind === 'directory') folders.add(path);
      else if (isCandidate(path)) files.add(path);
    },
    look: async () => {
      looks += 1;
      await sweepAll();
      const pause = createPause();
      const paths = [...files, ...unsettled.keys()];
      files.clear();
      for (const path of paths) {
        meet(path, stampNow(path));
        await pause();
      }
      return [...unsettled].filter(([, { look }]) => looks - look >= looksToSettle).map(([path]) => path);
    },
    isUnchanged: (path) => stampNow(path) === unsettled.get(path)?.stamp,
    recheck: (path) => {
      if (stampNow(path) === accepted.get(path)) return;
      lose(path);
      files.add(path);
    },
    accept: (path) => {
      const stamp = unsettled.get(path)?.stamp;
      if (stamp !== undefined) accepted.set(path, stamp);
      unsettled.delete(path);
    },
  };
}

function stampOf(file: TreeFile | undefined): string | undefined {
  return file && `${file.inode} ${file.size} ${file.mtimeNs} ${file.ctimeNs}`;
}

/** Makes what lets others run when it is called after a slice of time. */
function createPause(): () => Promise<void> {
  let endsAt = performance.now() + sliceMs;
  return async () => {
    if (performance.now() < endsAt) return;
    await breathe();
    endsAt = performance.now() + sliceMs;
  };
}

function isIn(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}
