import type { FSWatcher } from 'node:fs';
import { basename, join } from 'node:path';
import { systemCode } from '../errors.ts';
import { unreadable } from './fault.ts';
import type { Ignore } from './ignore.ts';
import { kindOf } from './lstat.ts';
import { pathIn } from './path.ts';
import { readFolder } from './read-folder.ts';
import type { Watch, Watching, WatchingObserver } from './watching.ts';

interface Folder {
  readonly path: string;
  readonly watcher: FSWatcher;
  readonly folders: Map<string, Folder>;
}

/**
 * One watch per folder, as Linux has it; Node.js would otherwise watch every single file. A watch stays with its folder
 * when that is moved, so it is dropped as soon as the name means something else.
 */
export function watchFolders(root: string, ignore: Ignore, observer: WatchingObserver, watch: Watch): Watching {
  let directories = 0;
  let isLimited = false;

  function add(path: string): Folder | undefined {
    const watcher = open(path);
    if (!watcher) return undefined;
    const folder: Folder = { path, watcher, folders: new Map() };
    watcher.on('change', (type, name) => handle(folder, type, String(name)));
    watcher.on('error', (error) => observer.onFault(unreadable(path, error)));
    directories += 1;
    // Watched first and read then, so that what is made in between is seen twice rather than never.
    for (const entry of readFolder(root, path, ignore, observer.onFault)) {
      if (entry.isDirectory()) addTo(folder, entry.name);
    }
    return folder;
  }

  function addTo(folder: Folder, name: string): void {
    const added = add(pathIn(folder.path, name));
    if (added) folder.folders.set(name, added);
  }

  function open(path: string): FSWatcher | undefined {
    if (isLimited) return undefined;
    try {
      return watch(join(root, path));
    } catch (error) {
      const code = systemCode(error);
      if (code === 'ENOSPC' || code === 'EMFILE') {
        isLimited = true;
        observer.onFault({ kind: 'limit', path, message: limitMessage(directories, code) });
      } else if (code !== 'ENOENT' && code !== 'ENOTDIR') observer.onFault(unreadable(path, error));
      return undefined;
    }
  }

  function drop(folder: Folder): void {
    folder.watcher.close();
    directories -= 1;
    for (const inner of folder.folders.values()) drop(inner);
  }

  function handle(folder: Folder, type: string, name: string): void {
    observer.onEvent();
    const path = pathIn(folder.path, name);
    const known = folder.folders.get(name);
    const kind = kindOf(join(root, path));
    if (known && type === 'rename') {
      drop(known);
      folder.folders.delete(name);
    }
    if (kind === 'directory' && !folder.folders.has(name) && !ignore.ignores(path, true)) addTo(folder, name);
    // A folder that goes says so by its own name; it is its parent's event that counts, but the root has no parent.
    if (!kind && folder.path === '' && name === basename(root)) observer.onRoot();
    if (kind === 'directory' || known) hint(path, 'directory');
    if (kind !== 'directory') hint(path, 'file');
  }

  function hint(path: string, kind: 'file' | 'directory'): void {
    if (!ignore.ignores(path, kind === 'directory')) observer.onHint(path, kind);
  }

  const top = add('');
  return {
    get directories() {
      return directories;
    },
    close: () => {
      if (top) drop(top);
    },
  };
}

function limitMessage(directories: number, code: string): string {
  const limits =
    code === 'ENOSPC' ? 'fs.inotify.max_user_watches=524288' : 'fs.inotify.max_user_instances=512 and ulimit -n 65536';
  return `The system watches ${directories} folders and no more (${code}); changes in the others are found later, by sweeps. Raise the limit: sysctl ${limits}`;
}
