import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { prepareStateFolder } from './prepare.ts';

test('git passes over a state folder and what is in it', () => {
  const root = temporaryFolder();
  execFileSync('git', ['init', '-q'], { cwd: root });
  const folder = join(root, '.switchgear');
  prepareStateFolder(folder);
  writeFileSync(join(folder, 'admin-token'), 'secret');
  expect(execFileSync('git', ['status', '--short'], { cwd: root, encoding: 'utf8' })).toBe('');
});

test('one that is there gets the same, and keeps what it has', () => {
  const folder = join(temporaryFolder(), '.switchgear');
  mkdirSync(folder);
  prepareStateFolder(folder);
  expect(readFileSync(join(folder, '.gitignore'), 'utf8')).toBe('*\n');
  writeFileSync(join(folder, '.gitignore'), 'logs\n');
  prepareStateFolder(folder);
  expect(readFileSync(join(folder, '.gitignore'), 'utf8')).toBe('logs\n');
});

test('a folder of other people is left as it is', () => {
  const folder = temporaryFolder();
  prepareStateFolder(folder);
  expect(existsSync(join(folder, '.gitignore'))).toBe(false);
});

test('one that cannot be made is for the programs to tell', () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  expect(() => prepareStateFolder(join(file, '.switchgear'))).not.toThrow();
});
