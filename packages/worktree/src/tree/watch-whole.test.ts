import { renameSync, rmSync, watch } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { makeTree, write } from '../testing/make-tree.ts';
import { createIgnore } from './ignore.ts';
import { watchWhole } from './watch-whole.ts';
import type { WatchingObserver } from './watching.ts';

it('one watch gives hints on files, folders and what has gone, and none on what is ignored', async () => {
  const root = makeTree({ '.gitignore': 'out', 'a/x.ts': '', 'a/y.ts': '', 'out/x': '' });
  const hints: string[] = [];
  const observer: WatchingObserver = {
    onHint: (path, kind) => hints.push(kind === 'directory' ? `${path}/` : path),
    onFault: (fault) => expect.fail(fault.message),
    onEvent: () => {},
    onRoot: () => expect.fail('nothing happened to the root'),
  };
  const watching = watchWhole(root, createIgnore(root), observer, watch);
  onTestFinished(watching.close);
  const hinted = (...paths: string[]) => vi.waitFor(() => expect(hints).toEqual(expect.arrayContaining(paths)));
  write(root, { 'out/x': '1', 'a/x.ts': '1' });
  await hinted('a/x.ts');
  write(root, { 'b/c/z.ts': '' });
  await hinted('b/');
  rmSync(join(root, 'a/y.ts'));
  await hinted('a/y.ts');
  renameSync(join(root, 'b'), join(root, 'd'));
  await hinted('b/', 'd/');
  expect(hints.filter((hint) => hint.startsWith('out/x'))).toEqual([]);
});
