import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../../tests/support/command.ts';

/** Test files of the project, numbered from 1; each imports a module of its own, which imports one that all share. */
export const testFiles = 60;

/** A project with a history in git, in a folder of its own. */
export function makeProject(): string {
  const folder = mkdtempSync(join(tmpdir(), 'switchgear-bench-'));
  for (const inner of ['src', 'test']) mkdirSync(join(folder, inner));
  const write = (path: string, text: string) => writeFileSync(join(folder, path), text);
  write(
    'package.json',
    JSON.stringify({ name: 'bench', private: true, type: 'module', dependencies: { vitest: '*' } }),
  );
  write('vitest.config.ts', `import { defineConfig } from 'vitest/config';\nexport default defineConfig({});\n`);
  write('.gitignore', 'node_modules\n');
  write('src/shared.ts', 'export const double = (value: number) => value * 2;\n');
  for (let number = 1; number <= testFiles; number++) {
    write(sourceOf(number), textOf(number, number));
    write(testOf(number), test(number));
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder });
  git('init', '--quiet');
  git('add', '--all');
  git('-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', 'commit', '--quiet', '--message', 'Begin');
  return folder;
}

export function sourceOf(number: number): string {
  return `src/module-${number}.ts`;
}

export function testOf(number: number): string {
  return `test/module-${number}.test.ts`;
}

/** The source of a module; its test passes where `value` is its number. */
export function textOf(number: number, value: number): string {
  return `import { double } from './shared.ts';\n\nexport const value${number} = () => double(${value});\n`;
}

function test(number: number): string {
  return [
    `import { expect, it } from 'vitest';`,
    `import { value${number} } from '../src/module-${number}.ts';`,
    '',
    `it('is twice its number', () => expect(value${number}()).toBe(${number * 2}));`,
    `it('is even', () => expect(value${number}() % 2).toBe(0));`,
    '',
  ].join('\n');
}
