import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeTree, write } from '../testing/make-tree.ts';
import { makeTooDeep } from '../testing/too-deep.ts';
import type { TreeFault } from './fault.ts';
import { lookAt } from './file.ts';
import { createIgnore } from './ignore.ts';
import { type WalkOptions, walk } from './walk.ts';

const refuse = (fault: TreeFault) => expect.fail(fault.message);

const paths = (root: string, options?: WalkOptions) =>
  [...walk(root, createIgnore(root), options)].map((file) => file.path).sort();

it('every file is found once with what tells that it changes, whatever it is called', () => {
  const names = [
    'a b',
    '"q"',
    "it's",
    'new\nline',
    'tab\t',
    'é',
    'back\\slash',
    '-rf',
    '..x',
    '.x/y',
    'a/b/c/d',
    '漢字',
  ];
  const root = makeTree(Object.fromEntries(names.map((name) => [name, name])));
  expect(paths(root)).toEqual(names.toSorted());
  const [before] = [...walk(root, createIgnore(root), { below: 'a' })];
  expect(before).toEqual({
    path: 'a/b/c/d',
    size: 7,
    mtimeNs: expect.any(BigInt),
    ctimeNs: expect.any(BigInt),
    inode: expect.any(BigInt),
  });
  write(root, { 'a/b/c/new': 'a/b/c/e' });
  renameSync(join(root, 'a/b/c/new'), join(root, 'a/b/c/d'));
  const after = lookAt(root, 'a/b/c/d', refuse);
  expect(after?.size).toBe(7);
  expect(after?.inode).not.toBe(before?.inode);
});

it('links to folders are not entered, links to files count as these, and what is no file is left out', () => {
  const root = makeTree({ 'sub/real.ts': 'longer than the link' });
  symlinkSync('..', join(root, 'sub/up'));
  symlinkSync('sub', join(root, 'folder'));
  symlinkSync('sub/real.ts', join(root, 'link.ts'));
  symlinkSync('nowhere', join(root, 'dangling'));
  symlinkSync('circle', join(root, 'circle'));
  execFileSync('mkfifo', [join(root, 'pipe')]);
  const faults: TreeFault[] = [];
  expect(paths(root, { onFault: (fault) => faults.push(fault) })).toEqual(['link.ts', 'sub/real.ts']);
  expect(lookAt(root, 'link.ts', refuse)?.size).toBe(20);
  for (const path of ['sub', 'sub/up', 'dangling', 'circle', 'pipe', 'gone', 'link.ts/below']) {
    expect(lookAt(root, path, refuse), path).toBeUndefined();
  }
  expect(faults).toEqual([]);
});

it('a walk below a folder stays there, and enters neither ignored folders nor links', () => {
  const root = makeTree({ '.gitignore': 'out', 'a/b/x': '', 'a/out/x': '', 'ab/x': '', 'out/x/y': '' });
  symlinkSync('ab', join(root, 'link'));
  expect(paths(root, { below: 'a' })).toEqual(['a/b/x']);
  for (const below of ['out', 'out/x', 'link', 'ab/x', 'gone']) expect(paths(root, { below }), below).toEqual([]);
});

it('what cannot be read is told and the rest is found', () => {
  const root = makeTree({ 'x.ts': '' });
  makeTooDeep(root);
  const faults: TreeFault[] = [];
  expect(paths(root, { onFault: (fault) => faults.push(fault) })).toEqual(['x.ts']);
  expect(faults).toMatchObject(
    [{ kind: 'unreadable', path: /d{200}$/, message: /ENAMETOOLONG.*ignore it/ }].map((fault) => ({
      ...fault,
      path: expect.stringMatching(fault.path),
      message: expect.stringMatching(fault.message),
    })),
  );
});

it.runIf(process.platform === 'linux')('a name that is not UTF-8 is told', () => {
  const root = makeTree({ 'x.ts': '', 'legal\uFFFD': '', 'fine\uFFFD/y.ts': '' });
  const bad = (name: string) => Buffer.concat([Buffer.from(`${root}/${name}`), Buffer.from([0xff])]);
  writeFileSync(bad('bad'), '');
  mkdirSync(bad('folder'));
  writeFileSync(Buffer.concat([bad('folder'), Buffer.from('/x.ts')]), '');
  const faults: TreeFault[] = [];
  expect(paths(root, { onFault: (fault) => faults.push(fault) })).toEqual(['fine\uFFFD/y.ts', 'legal\uFFFD', 'x.ts']);
  const message = expect.stringMatching(/not UTF-8.*rename or ignore/);
  expect(faults.toSorted((one, other) => (one.path < other.path ? -1 : 1))).toEqual([
    { kind: 'unsupported_name', path: 'bad\uFFFD', message },
    { kind: 'unsupported_name', path: 'folder\uFFFD', message },
  ]);
});

it('a tree that is gone is an error, also when it goes while it is walked', () => {
  const root = makeTree({ 'tree/a/x': '', 'tree/b/x': '' });
  const tree = join(root, 'tree');
  expect(() => paths(join(root, 'none'))).toThrow(expect.objectContaining({ code: 'tree_missing' }));
  expect(() => paths(join(tree, 'a/x'))).toThrow(/a\/x is no folder/);
  const walking = walk(tree, createIgnore(tree));
  walking.next();
  renameSync(tree, join(root, 'away'));
  expect(() => [...walking]).toThrow(/cannot be entered \(ENOENT\)\. Bring it back/);

  renameSync(join(root, 'away'), tree);
  const replaced = walk(tree, createIgnore(tree));
  replaced.next();
  renameSync(tree, join(root, 'away'));
  mkdirSync(tree);
  expect(() => [...replaced]).toThrow(/has been replaced/);
});

it('what goes while it is walked is no fault', () => {
  const root = makeTree({ 'a/x': '', 'b/x': '', 'b/y': '' });
  const walking = walk(root, createIgnore(root), { onFault: refuse });
  expect(walking.next().value?.path).toBe('b/x');
  rmSync(join(root, 'b'), { recursive: true });
  rmSync(join(root, 'a'), { recursive: true });
  expect([...walking]).toEqual([]);
});
