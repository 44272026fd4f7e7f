import { createHash } from 'node:crypto';
import { type BigIntStats, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { RunResult } from '../model.ts';

/** Milliseconds by which a file system's clock may be behind ours: the longest tick of a kernel, and some more. */
const clockGrainMs = 20;
/** Files that are looked at before others get a turn. */
const stride = 100;

export interface ContentOptions {
  readonly root: string;
  readonly history: { loadedBy(test: string): readonly string[] };
  /** Grows with every change in the tree; stands for the content of tests whose files are not known. */
  readonly version: () => number;
  /** Epoch milliseconds, by the clock that stamps the files. */
  readonly now?: () => number;
}

/** A run that is going on. */
export interface ContentWatch {
  /**
   * Once it has ended: identifies the content of a test file and of all that it loads. Undefined where these changed
   * during the run, for nobody knows then what was tested.
   */
  contentsOf(result: RunResult): Promise<(test: string) => string | undefined>;
}

interface Known {
  readonly stamp: string;
  readonly digest: string;
}

/** Tells which runs had the same content. Call the returned function when a run begins. */
export function createContentIds({ root, history, version, now = Date.now }: ContentOptions): () => ContentWatch {
  const cache = new Map<string, Known>();

  /** @returns undefined where the file has changed since then, or cannot be read */
  function digestOf(path: string, since: number): string | undefined {
    try {
      const stats = statSync(join(root, path), { bigint: true, throwIfNoEntry: false });
      return stats?.isFile() === true ? digestOfFile(path, stats, since) : 'none';
    } catch {
      // What is not known is no ground for calling a test flaky; who cannot read it either is the test, and says so.
      return undefined;
    }
  }

  function digestOfFile(path: string, stats: BigIntStats, since: number): string | undefined {
    const known = cache.get(path);
    const stamp = `${stats.size} ${stats.mtimeNs} ${stats.ctimeNs} ${stats.ino}`;
    if (known?.stamp === stamp) return isAfter(stats, since) ? undefined : known.digest;
    const digest = createHash('sha256')
      .update(readFileSync(join(root, path)))
      .digest('hex');
    // A file as young as this could change again and keep its stamp.
    if (!isAfter(stats, now())) cache.set(path, { stamp, digest });
    // Written anew, as it was.
    return isAfter(stats, since) && known?.digest !== digest ? undefined : digest;
  }

  async function digests(paths: Iterable<string>, since: number): Promise<ReadonlyMap<string, string | undefined>> {
    const found = new Map<string, string | undefined>();
    for (const path of paths) {
      if (found.size % stride === stride - 1) await setImmediate();
      found.set(path, digestOf(path, since));
    }
    return found;
  }

  return () => {
    const since = now();
    const versionThen = version();
    return {
      async contentsOf(result) {
        const tests = new Set([...result.loaded.keys(), ...result.cases.map(({ file }) => file)]);
        const loaded = new Map(
          // Together: a test that fails may not have come to load everything.
          [...tests].map((test) => [test, new Set([...history.loadedBy(test), ...(result.loaded.get(test) ?? [])])]),
        );
        // What a test compares with belongs to it.
        for (const [test, paths] of loaded) if (paths.size > 0) for (const path of snapshotsOf(test)) paths.add(path);
        const all = new Set([...loaded].flatMap(([test, paths]) => (paths.size > 0 ? [test, ...paths] : [])));
        const files = await digests(all, since);
        return (test) => {
          const paths = loaded.get(test);
          if (paths === undefined) return undefined;
          if (paths.size === 0) return version() === versionThen ? `tree ${versionThen}` : undefined;
          return idOf([...paths.add(test)].toSorted(), files);
        };
      },
    };
  };
}

/** Where Vitest, Jest (`.snap`) and syrupy (`.ambr`) keep the snapshots of a test file. */
function snapshotsOf(test: string): string[] {
  const { dir, base, name } = posix.parse(test);
  return [`${base}.snap`, `${name}.ambr`].map((file) => posix.join(dir, '__snapshots__', file));
}

function isAfter(stats: BigIntStats, time: number): boolean {
  return Number(stats.ctimeNs / 1_000_000n) >= time - clockGrainMs;
}

function idOf(paths: readonly string[], files: ReadonlyMap<string, string | undefined>): string | undefined {
  const hash = createHash('sha256');
  for (const path of paths) {
    const digest = files.get(path);
    if (digest === undefined) return undefined;
    hash.update(`${path}\0${digest}\0`);
  }
  return hash.digest('hex');
}
