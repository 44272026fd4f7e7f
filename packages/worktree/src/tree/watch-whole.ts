import type { FSWatcher } from 'node:fs';
import { join, sep } from 'node:path';
import { systemCode } from '../errors.ts';
import type { Ignore } from './ignore.ts';
import { kindOf } from './lstat.ts';
import type { Watch, Watching, WatchingObserver } from './watching.ts';

/** One watch for the whole tree, where the system has such a thing: macOS and Windows. */
export function watchWhole(root: string, ignore: Ignore, observer: WatchingObserver, watch: Watch): Watching {
  const watcher = open();
  if (!watcher) return { directories: 0, close: () => {} };
  watcher.on('error', observer.onRoot);
  watcher.on('change', (_type, name) => {
    observer.onEvent();
    const path = name === null ? '' : String(name).split(sep).join('/');
    const kind = kindOf(join(root, path));
    if (kind === undefined && kindOf(root) === undefined) return observer.onRoot();
    // Of what has gone nobody says what it was.
    if (kind !== 'file' && !ignore.ignores(path, true)) observer.onHint(path, 'directory');
    if (kind !== 'directory' && !ignore.ignores(path, false)) observer.onHint(path, 'file');
  });
  return { directories: 1, close: () => watcher.close() };

  function open(): FSWatcher | undefined {
    try {
      return watch(root, { recursive: true });
    } catch (error) {
      observer.onFault({
        kind: 'limit',
        path: '',
        message: `The system does not watch ${root} (${systemCode(error)}); changes are found later, by sweeps`,
      });
      return undefined;
    }
  }
}
