import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { git, makeRepository } from '../testing/git.ts';
import { makeTree, write } from '../testing/make-tree.ts';
import type { TreeFault } from './fault.ts';
import { createIgnore, type Ignore } from './ignore.ts';
import { walk } from './walk.ts';

const seen = (root: string, ignore: Ignore) => [...walk(root, ignore)].map((file) => file.path).sort();

it('what is ignored is what git ignores, for any mixture of rules in nested files', () => {
  const names = ['a', 'b', 'a.log', '#c', '!d', 'e f', 'été', 'f ', '[g]'];
  const files = names
    .flatMap((name) => [name, `x/${name}`, `x/y/${name}`, `*z/a/${name}`])
    .filter((path) => path !== 'x');
  const root = makeRepository();
  write(root, Object.fromEntries(files.map((path) => [path, ''])));
  const name = fc.constantFrom(
    ...names,
    'x',
    'y',
    '\\*z',
    '*',
    '**',
    '?',
    '*.log',
    '[ab]',
    '[!a]',
    '\\#c',
    '\\!d',
    '\\[g\\]',
    'f\\ ',
    'f ',
  );
  const rule = fc
    .tuple(fc.constantFrom('', '!', '/'), fc.array(name, { minLength: 1, maxLength: 3 }), fc.constantFrom('', '/', ' '))
    .map(([start, parts, end]) => start + parts.join('/') + end);
  const text = fc.array(rule, { maxLength: 4 }).map((rules) => rules.join('\n'));
  fc.assert(
    fc.property(text, text, text, fc.constantFrom('\n', '\r\n'), (top, x, y, end) => {
      write(root, { '.gitignore': `${top}${end}`, 'x/.gitignore': x, '*z/.gitignore': y });
      const listed = git(root, 'ls-files', '--others', '--exclude-standard', '-z').split('\0').filter(Boolean);
      expect(seen(root, createIgnore(root))).toEqual(listed.sort());
    }),
    { numRuns: 40 },
  );
});

it('rules of folders above the root count up to the top of the repository', () => {
  const root = makeRepository();
  write(root, {
    '.gitignore': '*.log\n/packages/a/out\n',
    '.git/info/exclude': 'private.ts\n',
    'packages/a/out/x.js': '',
    'packages/a/in/out/x.js': '',
    'packages/a/x.log': '',
    'packages/a/private.ts': '',
  });
  const tree = join(root, 'packages/a');
  expect(seen(tree, createIgnore(tree))).toEqual(['in/out/x.js']);
});

it('a root that the repository ignores goes by its own files', () => {
  const root = makeRepository();
  write(root, { '.gitignore': 'made\n*.ts', 'made/x.ts': '', 'made/x.log': '', 'made/.gitignore': '*.log' });
  const tree = join(root, 'made');
  expect(seen(tree, createIgnore(tree))).toEqual(['.gitignore', 'x.ts']);
});

it('configured patterns overrule every file, and .git is no part of any tree', () => {
  const root = makeTree({
    '.gitignore': '*.log\n!y.log',
    'x.log': '',
    'y.log': '',
    'sub/.git/config': '',
    '.git/HEAD': '',
  });
  const ignore = createIgnore(root, { patterns: ['!x.log', 'y.log', '/.gitignore'] });
  expect(seen(root, ignore)).toEqual(['x.log']);
  expect(ignore.ignores('.git', true)).toBe(true);
  expect(ignore.ignores('sub/.git/config', false)).toBe(true);
  expect(ignore.ignores('.github/x.yml', false)).toBe(false);
});

it('a linked worktree and a personal file are honoured', () => {
  const main = makeRepository({ 'a.ts': '' });
  const linked = join(makeTree(), 'linked');
  git(main, 'worktree', 'add', '--quiet', linked);
  write(main, { '.git/info/exclude': 'excluded\n' });
  write(linked, { excluded: '', personal: '', 'b.ts': '' });
  const home = makeTree({ 'git/ignore': 'personal\n' });
  vi.stubEnv('XDG_CONFIG_HOME', home);
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null');
  expect(seen(linked, createIgnore(linked))).toEqual(['a.ts', 'b.ts']);
  git(main, 'config', 'core.excludesFile', join(home, 'other'));
  write(home, { other: 'b.ts\n' });
  expect(seen(linked, createIgnore(linked))).toEqual(['a.ts', 'personal']);
  vi.unstubAllEnvs();
});

it('a changed file of rules counts after a refresh', () => {
  const root = makeTree({ 'sub/.gitignore': '*.a', 'sub/x.a': '', 'sub/x.b': '' });
  const ignore = createIgnore(root);
  expect(ignore.ignores('sub/x.a', false)).toBe(true);
  write(root, { 'sub/.gitignore': '*.b' });
  ignore.refresh();
  expect(ignore.ignores('sub/x.a', false)).toBe(false);
  expect(ignore.ignores('sub/x.b', false)).toBe(true);
});

it('memory does not grow with the paths that are asked for, and answers stay the same', () => {
  const root = makeTree({ '.gitignore': '*.tmp\n' });
  const ignore = createIgnore(root);
  for (let number = 0; number < 45_000; number += 1) {
    if (ignore.ignores(`folder/${number}.ts`, false) || !ignore.ignores(`${number}.tmp`, false)) expect.fail();
  }
});

it('a link or folder in the place of a file of rules is none, and a broken .git file is told', () => {
  const root = makeTree({ 'x.log': '', rules: '*.log', '.git': 'gitdir: /nowhere/\n' });
  symlinkSync('rules', join(root, '.gitignore'));
  mkdirSync(join(root, 'sub/.gitignore'), { recursive: true });
  const faults: TreeFault[] = [];
  const ignore = createIgnore(root, { onFault: (fault) => faults.push(fault) });
  expect(seen(root, ignore)).toEqual(['.gitignore', 'rules', 'x.log']);
  expect(faults).toEqual([]);
});
