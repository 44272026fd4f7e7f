import { realpathSync, statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { WorktreeError } from '../errors.ts';

/** Where the file stands that a report names. */
export type Located = { readonly path: string } | { readonly missing: 'gone' | 'foreign' };

/** Finds files below a root, each under one name, whatever a report's spelling, case or symbolic links. */
export class SourceLocator {
  /** As the file system spells it, and as it was given: a file that is gone has only the spelling of the report. */
  readonly #roots: readonly string[];

  /** @throws WorktreeError `tree_missing` */
  constructor(root: string) {
    try {
      this.#roots = [realpathSync.native(root), resolve(root)];
    } catch (cause) {
      throw new WorktreeError('tree_missing', `there is no folder ${root}`, { cause });
    }
  }

  /** @param candidates absolute paths, the likeliest first; the first that is a file counts */
  locate(candidates: readonly string[]): Located {
    for (const candidate of candidates) {
      const file = realFile(candidate);
      if (file === undefined) continue;
      const path = this.#below(file);
      return path === undefined ? { missing: 'foreign' } : { path };
    }
    const [likeliest] = candidates;
    return { missing: likeliest !== undefined && this.#below(likeliest) !== undefined ? 'gone' : 'foreign' };
  }

  #below(path: string): string | undefined {
    for (const root of this.#roots) {
      const way = relative(root, path);
      const isOutside = way === '' || way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way);
      if (!isOutside) return way.replaceAll(sep, '/');
    }
    return undefined;
  }
}

/** As reports of all systems name it, with forward slashes. */
export function withSlashes(reported: string): string {
  return reported.trim().replaceAll('\\', '/');
}

/** Absolute on some system, perhaps another one. */
export function isRooted(path: string): boolean {
  return /^(?:[A-Za-z]:)?\//.test(path);
}

/** Where a path of a report may lead from the folders that it may start at. */
export function candidatesOf(reported: string, bases: readonly string[]): string[] {
  const path = withSlashes(reported);
  if (path === '') return [];
  if (isRooted(path)) return isAbsolute(path) ? [resolve(path)] : [];
  return bases.map((base) => resolve(base, path));
}

/** The path as the file system spells it; undefined where there is no such file. */
function realFile(path: string): string | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() ? realpathSync.native(path) : undefined;
  } catch {
    // No possible name, or not to be read: the caller reports it by name.
    return undefined;
  }
}
