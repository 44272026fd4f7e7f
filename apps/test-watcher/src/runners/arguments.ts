import { join } from 'node:path';
import type { RunRequest } from '../model.ts';

/** Characters of names that a system takes as arguments, with room for the rest: Windows 32,767, macOS a million. */
const longest = process.platform === 'win32' ? 20_000 : 400_000;

/**
 * Names of the chosen files as arguments; none, which means all files, where there are more than can be passed. One that
 * would be taken for an option is absolute: node:test takes `./` away.
 */
export function testArguments(root: string, tests: RunRequest['tests']): readonly string[] {
  if (tests === 'all' || tests.reduce((sum, { length }) => sum + length + 1, 0) > longest) return [];
  return tests.map((test) => (/^[-@]/.test(test) ? join(root, test) : test));
}
