import { join } from 'node:path';
import type { OnTreeFault, TreeFault } from './fault.ts';
import { lookAt, type TreeFile } from './file.ts';
import type { Ignore } from './ignore.ts';
import { kindOf } from './lstat.ts';
import { pathIn } from './path.ts';
import { readFolder } from './read-folder.ts';
import { statRoot, treeMissing } from './root.ts';

export interface WalkOptions {
  /** Only what lies in this folder of the tree; default all. */
  readonly below?: string;
  /** Told of what cannot be looked at; whatever lies there is unknown, not gone. */
  readonly onFault?: OnTreeFault;
}

/**
 * The files of a tree that are not ignored, as `lookAt` sees them, read while it is consumed. Folders are entered in
 * depth; links to folders are not, since they can lead in circles.
 *
 * @throws WorktreeError `tree_missing` if the root is no folder, or has become another one by the end
 */
export function* walk(root: string, ignore: Ignore, options: WalkOptions = {}): Generator<TreeFile, void, undefined> {
  const { below = '', onFault = () => {} } = options;
  const before = statRoot(root);
  const waiting = below === '' || kindOf(join(root, below)) === 'directory' ? [below] : [];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    for (const entry of readFolder(root, folder, ignore, onFault)) {
      const path = pathIn(folder, entry.name);
      const file = entry.isFile() || entry.isSymbolicLink() ? lookAt(root, path, onFault) : undefined;
      if (file) yield file;
      else if (path.includes('\uFFFD') && kindOf(join(root, path)) === undefined) onFault(unsupportedName(path));
      else if (entry.isDirectory()) waiting.push(path);
    }
  }
  // Files of a tree that went away under the walk must not be taken for deleted.
  const after = statRoot(root);
  if (after.ino !== before.ino || after.dev !== before.dev) throw treeMissing(root, 'has been replaced');
}

/** Node.js puts a replacement character where a name is not UTF-8, and then nobody finds the file. */
function unsupportedName(path: string): TreeFault {
  return {
    kind: 'unsupported_name',
    path,
    message: `${path}: the name is not UTF-8, so what is there cannot be watched; rename or ignore it`,
  };
}
