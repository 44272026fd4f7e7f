import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A tree in a temporary folder and, beside it, a place for states. */
export interface Workspace {
  readonly root: string;
  readonly file: string;
  write(path: string, content?: string): void;
  path(path: string): string;
  remove(path: string): void;
  dispose(): void;
}

export function createWorkspace(): Workspace {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'switchgear-ledger-')));
  const root = join(folder, 'tree');
  mkdirSync(root);
  const path = (relative: string) => join(root, relative);
  return {
    root,
    file: join(folder, 'state', 'ledger.db'),
    path,
    write(relative, content = relative) {
      mkdirSync(dirname(path(relative)), { recursive: true });
      writeFileSync(path(relative), content);
    },
    remove: (relative) => rmSync(path(relative), { recursive: true }),
    dispose: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}
