import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, renameSync, rmSync, watch, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import { makeTree, write } from '../testing/make-tree.ts';
import { makeTooDeep } from '../testing/too-deep.ts';
import type { TreeFault } from './fault.ts';
import { createIgnore } from './ignore.ts';
import { watchTree } from './watch.ts';
import type { TreeObserver } from './watching.ts';

let watchesLeft = Number.POSITIVE_INFINITY;

const limited = ((...args: Parameters<typeof watch>) => {
  watchesLeft -= 1;
  if (watchesLeft < 0) throw Object.assign(new Error('limit'), { code: 'ENOSPC' });
  return watch(...args);
}) as typeof watch;

afterEach(() => {
  watchesLeft = Number.POSITIVE_INFINITY;
});

function watching(root: string) {
  const hints: string[] = [];
  const faults: TreeFault[] = [];
  const observer: TreeObserver = {
    onHint: (path, kind) => hints.push(kind === 'directory' ? `${path}/` : path),
    onFault: (fault) => faults.push(fault),
  };
  const tree = watchTree(root, createIgnore(root), observer, limited);
  onTestFinished(tree.close);
  return {
    watch: tree,
    hints,
    faults,
    /** A path counts as hinted also by a folder above it. */
    notHinted(paths: readonly string[]): string[] {
      const hinted = new Set(hints);
      const folders = (path: string) => [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index + 1));
      return paths.filter((path) => ![path, ...folders(path)].some((hint) => hinted.has(hint)));
    },
    hinted: (...paths: string[]) => vi.waitFor(() => expect(hints).toEqual(expect.arrayContaining(paths))),
    /** Everything that happened before has been told when this returns. */
    async settle() {
      const name = `settled-${hints.length}`;
      write(root, { [name]: '' });
      await vi.waitFor(() => expect(hints).toContain(name));
      hints.length = 0;
    },
  };
}

it('files that are written, replaced and deleted are hinted, ignored ones are not', async () => {
  const root = makeTree({ '.gitignore': 'out\n*.log', 'a/x.ts': '', 'a/y.ts': '', 'out/x': '', 'a/new\nline "ü"': '' });
  const { hints, hinted, watch, settle } = watching(root);
  expect(watch.directories).toBe(2);
  write(root, { 'out/x': '1', 'a/x.log': '1', '.git/HEAD': '', 'a/x.ts': '1', 'a/new\nline "ü"': '1' });
  await hinted('a/x.ts', 'a/new\nline "ü"');
  write(root, { 'z.tmp': '' });
  renameSync(join(root, 'z.tmp'), join(root, 'a/y.ts'));
  rmSync(join(root, 'a/x.ts'));
  await hinted('a/y.ts', 'a/x.ts');
  expect(hints.filter((hint) => /out|log|git/.test(hint))).toEqual([]);
  await settle();
  watch.close();
  expect(watch.directories).toBe(0);
  write(root, { 'a/x.ts': '2' });
  await new Promise((resolve) => setImmediate(resolve));
  expect(hints).toEqual([]);
  // Otherwise the process would not end.
  await vi.waitFor(() => expect(process.getActiveResourcesInfo()).not.toContain('FSEventWrap'));
});

it('1,000 files in new, nested, renamed and deleted folders are all hinted, and hinted again when they change', async () => {
  const root = makeTree({ x: '' });
  const { notHinted, hints, watch, faults, settle } = watching(root);
  const files = Array.from({ length: 1000 }, (_, number) => `m${number % 7}/n${number % 20}/o/f${number}`);
  for (const [number, path] of files.entries()) {
    write(root, { [path]: '' });
    // Gives the watch turns in the middle of it.
    if (number % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  await vi.waitFor(() => expect(notHinted(files)).toEqual([]), { timeout: 5000 });
  await settle();
  renameSync(join(root, 'm0'), join(root, 'renamed'));
  renameSync(join(root, 'm1'), join(root, 'm2/moved'));
  rmSync(join(root, 'm3'), { recursive: true });
  execFileSync('sh', ['-c', 'rm -r m4 && mkdir -p m4/n4/o && touch m4/n4/o/f4'], { cwd: root });
  const moved = ['m0/x', 'renamed/x', 'm1/x', 'm2/moved/x', 'm3/x', 'm4/x'];
  await vi.waitFor(() => expect(notHinted(moved)).toEqual([]));
  await settle();
  const later = ['renamed/n0/o/f0', 'm2/moved/n1/o/f1', 'm2/n2/o/f2', 'm4/n4/o/f4'];
  for (const path of later) write(root, { [path]: 'again' });
  await vi.waitFor(() => expect(hints).toEqual(expect.arrayContaining(later)));
  const folders = execFileSync('find', [root, '-type', 'd'], { encoding: 'utf8' }).trim().split('\n');
  expect(watch.directories).toBe(folders.length);
  expect(faults).toEqual([]);
});

it('a folder that becomes a file, and back, is followed', async () => {
  const root = makeTree({ 'a/x': '' });
  const { hinted, settle } = watching(root);
  rmSync(join(root, 'a'), { recursive: true });
  write(root, { a: '' });
  await hinted('a/', 'a');
  await settle();
  rmSync(join(root, 'a'));
  write(root, { 'a/x': '' });
  await hinted('a/');
  await settle();
  write(root, { 'a/x': '1' });
  await hinted('a/x');
});

it('a changed .gitignore widens what is watched', async () => {
  const root = makeTree({ '.gitignore': 'out', 'out/x': '' });
  const { hinted, watch } = watching(root);
  expect(watch.directories).toBe(1);
  write(root, { '.gitignore': 'other' });
  await hinted('.gitignore', '/');
  expect(watch.directories).toBe(2);
  write(root, { 'out/x': '1' });
  await hinted('out/x');
});

it('after a fresh start every event is told once', async () => {
  const root = makeTree({ 'a/x': '' });
  const { watch, hints, hinted, settle } = watching(root);
  watch.refresh();
  expect(hints).toEqual(['/']);
  await settle();
  rmSync(join(root, 'a/x'));
  write(root, { last: '' });
  await hinted('last');
  expect(hints.filter((hint) => hint === 'a/x')).toHaveLength(1);
});

it('a tree that disappears is told once, and watched again when it is back', async () => {
  const root = join(makeTree(), 'tree');
  expect(() => watching(root)).toThrow(expect.objectContaining({ code: 'tree_missing' }));
  write(root, { 'a/x': '' });
  const { faults, hinted, hints, watch } = watching(root);
  rmSync(root, { recursive: true });
  await vi.waitFor(() => expect(faults).toMatchObject([{ kind: 'gone', message: expect.stringContaining(root) }]));
  expect(watch.directories).toBe(0);
  hints.length = 0;
  write(root, { 'b/x': '' });
  await vi.waitFor(() => expect(hints).toContain('/'), { timeout: 5000 });
  write(root, { 'b/x': '1' });
  await hinted('b/x');
  expect(faults).toHaveLength(1);
});

it('a tree that is replaced is watched in its new place', async () => {
  const root = join(makeTree({ 'tree/x': '', 'new/x': '' }), 'tree');
  const { hinted, hints, faults } = watching(root);
  renameSync(root, `${root}-old`);
  renameSync(join(root, '../new'), root);
  await hinted('/');
  hints.length = 0;
  write(root, { x: '1' });
  await hinted('x');
  expect(faults).toEqual([]);
});

it.runIf(process.platform === 'linux')(
  'events that the system had to drop are told, and the tree looked at',
  async () => {
    const root = makeTree();
    const { faults, hints } = watching(root);
    // More than wait at most, while nobody fetches them. Two files, since the system merges what repeats itself.
    const files = ['a', 'b'].map((name) => openSync(join(root, name), 'w'));
    for (let number = 0; number < 10_000; number += 1) for (const file of files) writeSync(file, '1', 0);
    files.map(closeSync);
    await vi.waitFor(() => expect(hints).toContain('/'));
    expect(faults).toMatchObject([{ kind: 'overflow', message: expect.stringContaining('max_queued_events') }]);
  },
);

it('a system that watches no more folders is told once with the remedy, and the others stay watched', async () => {
  const root = makeTree({ 'a/x': '', 'b/x': '', 'c/x': '' });
  watchesLeft = 2;
  const { faults, watch, hinted } = watching(root);
  expect(watch.directories).toBe(2);
  expect(faults).toMatchObject([
    { kind: 'limit', message: expect.stringMatching(/2 folders.*ENOSPC.*max_user_watches/) },
  ]);
  mkdirSync(join(root, 'd'));
  write(root, { 'a/x': '1' });
  await hinted('a/x', 'd/');
  expect(faults).toHaveLength(1);
  watchesLeft = Number.POSITIVE_INFINITY;
  watch.refresh();
  expect(watch.directories).toBe(5);
});

it('a folder that cannot be read is told, and the others are watched', async () => {
  const root = makeTree({ 'a/x': '' });
  makeTooDeep(root);
  const { faults, hinted } = watching(root);
  expect(faults).toMatchObject([{ kind: 'unreadable', message: expect.stringContaining('ENAMETOOLONG') }]);
  write(root, { 'a/x': '1' });
  await hinted('a/x');
});
