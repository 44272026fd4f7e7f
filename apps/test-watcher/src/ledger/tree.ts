import { lstatSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { createIgnore, lookAt, type TreeFault, type TreeFile, WorktreeError, walk } from '@switchgear/worktree';

/**
 * What is at a path. Of what is `unknown`, because it may not be looked at, nothing is concluded; what is `ignored` has
 * left the tree, but not by being deleted.
 */
export type Sight = TreeFile | 'folder' | 'absent' | 'ignored' | 'unknown';

/** The tree as it is on disk. */
export interface Tree {
  /** Absolute and without symbolic links. */
  readonly root: string;
  walk(below: string): Iterable<TreeFile>;
  at(path: string): Sight;
  /** Reads the ignores anew. @throws WorktreeError `tree_missing` where its path leads elsewhere by now */
  refresh(): void;
  /** @throws WorktreeError `tree_missing` */
  requireRoot(): void;
}

/** @param path that leads to the root, perhaps by way of links, which may lead elsewhere one day */
export function openTree(
  path: string,
  patterns: readonly string[],
  onFault: (fault: TreeFault) => void,
  root = realRoot(path),
): Tree {
  const ignore = createIgnore(root, { patterns, onFault });

  /** No link leads there: by way of one, a file would be in the tree twice. */
  function isReal(folder: string): boolean {
    const location = join(root, folder);
    try {
      return realpathSync.native(location) === location;
    } catch {
      // It has just gone, and whoever looks next will see that.
      return false;
    }
  }

  return {
    root,
    walk: (below) => walk(root, ignore, { below, onFault }),
    at(path) {
      if (ignore.ignores(path, false)) return 'ignored';
      let isUnknown = false;
      const file = lookAt(root, path, (fault) => {
        isUnknown = true;
        onFault(fault);
      });
      if (isUnknown) return 'unknown';
      if (file) return isReal(folderOf(path)) ? file : 'absent';
      return isFolder(join(root, path)) ? 'folder' : 'absent';
    },
    refresh() {
      if (realRoot(path) !== root)
        throw treeMissing(path, 'leads elsewhere now, for which the watcher has to start anew');
      ignore.refresh();
    },
    requireRoot() {
      if (!isFolder(root)) throw treeMissing(root, 'has disappeared');
    },
  };
}

function isFolder(location: string): boolean {
  try {
    return lstatSync(location).isDirectory();
  } catch {
    // Gone, with or without the folder that held it.
    return false;
  }
}

/**
 * The one absolute path of a tree, without symbolic links.
 *
 * @throws WorktreeError `tree_missing`
 */
export function realRoot(root: string): string {
  try {
    return realpathSync.native(root);
  } catch (error) {
    throw treeMissing(root, 'does not exist', error);
  }
}

/** A tree without any file, where there were some, is an empty mount point rather than a tree whose files were deleted. */
export function treeMissing(root: string, fault: string, cause?: unknown): WorktreeError {
  const message = `The tree ${root} ${fault}. Bring it back; no file counts as deleted meanwhile`;
  return new WorktreeError('tree_missing', message, { cause });
}

/** `''` for what lies in the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Whether a path lies below one of the folders. */
export function isBelow(path: string, folders: ReadonlySet<string>): boolean {
  for (let folder = path; folder !== ''; ) {
    folder = folderOf(folder);
    if (folders.has(folder)) return true;
  }
  return false;
}
