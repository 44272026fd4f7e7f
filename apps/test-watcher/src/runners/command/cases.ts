import { resolve } from 'node:path';
import type { JunitCase } from '@switchgear/worktree';
import type { CaseResult, Failure } from '../../model.ts';
import { pathIn } from '../path.ts';

export function caseOf(root: string, entry: JunitCase): CaseResult {
  const { file = entry.className || entry.suite || 'unknown file', suite, name } = entry;
  // Many runners name the suite after the file or class.
  const names = suite === '' || suite === file ? [name] : [suite, name];
  return {
    file: entry.file === undefined ? file : pathIn(root, file),
    name: names.join(' > '),
    status: entry.status,
    durationMs: entry.durationMs,
    ...(entry.status === 'fail' && { failure: failureOf(root, entry) }),
  };
}

/** node:test reports a file as a test that passes where it knows of no test in it, also when the file ended early. */
export function isBareFile(root: string, { file, suite, name, status }: JunitCase): boolean {
  return status === 'pass' && suite === '' && file !== undefined && resolve(root, name) === resolve(root, file);
}

/** Where a frame of JavaScript stands: a path or an address, and its line. */
const frame = /(?:\(|\bat )(?:file:\/\/)?([^\s():][^():]*):(\d+):\d+\)?/g;

function failureOf(root: string, { message, stack = '' }: JunitCase): Failure {
  const frames = [...stack.matchAll(frame)].map(([, path = '', line]) => ({
    file: pathIn(root, path),
    line: Number(line),
  }));
  return {
    message: message || stack.split('\n')[0] || 'It failed without a message.',
    ...(stack !== '' && { stack }),
    ...frames.find(({ file }) => !/^(?:\.\.)?\/|(?:^|\/)node_modules\//.test(file)),
  };
}
