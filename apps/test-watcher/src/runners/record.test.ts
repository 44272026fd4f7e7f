import { expect, test } from 'vitest';
import type { CaseResult } from '../model.ts';
import { askedNames, RunRecord } from './record.ts';

const passed: CaseResult = { file: 'a.test.ts', name: 'it', status: 'pass', durationMs: 1 };
const failed: CaseResult = { ...passed, status: 'fail', failure: { message: 'no' } };
const ended = { isCancelled: false, noTests: 'no test', asked: ['a.test.ts', 'b.test.ts', 'c.test.ts'] };

test('cases of one name are told apart by the order in which they finish', () => {
  const seen: CaseResult[] = [];
  const record = new RunRecord({ caseFinished: (result) => seen.push(result) });
  for (const result of [passed, failed, passed]) record.addCase(result);
  expect(record.finish(ended).cases.map(({ name }) => name)).toEqual(['it', 'it #2', 'it #3']);
  expect(seen.map(({ name }) => name)).toEqual(['it', 'it #2', 'it #3']);
});

test('a case is asked for by the name that its runner knows', () => {
  expect([...askedNames(['it #2', 'other'])]).toEqual(['it #2', 'it', 'other']);
});

test.each([
  ['pass', [passed], false, false],
  ['fail', [passed, failed], false, false],
  ['error', [failed], true, false],
  ['error', [], false, false],
  ['cancelled', [failed], true, true],
  ['cancelled', [], false, true],
])('a run is %s', (status, cases, hasError, isCancelled) => {
  const record = new RunRecord({});
  for (const result of cases) record.addCase(result);
  if (hasError) record.addError({ type: 'suite_error', message: 'no' });
  expect(record.finish({ ...ended, isCancelled }).status).toBe(status);
});

test.each([
  [
    'those that have not come to their end',
    ['a.test.ts'],
    ['b.test.ts: It was running, and has not come to its end.', 'c.test.ts: It has not come to its end.'],
  ],
  [
    'all where each has',
    ended.asked,
    ended.asked.map((file) => `${file}: It was part of a run that failed as a whole.`),
  ],
])('an error of the whole run leaves files in doubt: %s', (_title, finished, messages) => {
  const record = new RunRecord({});
  record.addCase(passed);
  record.started('b.test.ts');
  for (const file of finished) record.fileFinished(file);
  record.addError({ type: 'timeout', message: 'too long' });
  expect(record.finish(ended).errors.map(({ message }) => message)).toEqual(['too long', ...messages]);
});

test('what has been running longest is known: a case, or its file between two of them', () => {
  const seen: (string | undefined)[] = [];
  const record = new RunRecord({ longest: (one) => seen.push(one && [one.file, one.name].join(' ').trim()) });
  record.started('a.test.ts');
  record.started('a.test.ts', 'it');
  record.started('b.test.ts');
  record.started('a.test.ts', 'other');
  record.addCase(passed);
  record.fileFinished('b.test.ts');
  record.addCase({ ...passed, name: 'other' });
  record.fileFinished('a.test.ts');
  expect(seen).toEqual(['a.test.ts', 'a.test.ts it', 'b.test.ts', 'a.test.ts other', 'a.test.ts', undefined]);
});

test('a run that is ended names the cases that were running', () => {
  const record = new RunRecord({});
  for (const name of ['waits', 'sleeps', 'passes']) record.started('b.test.ts', name);
  record.addCase({ ...passed, file: 'b.test.ts', name: 'passes' });
  record.addError({ type: 'timeout', message: 'too long' });
  expect(record.finish({ ...ended, asked: ['b.test.ts'] }).errors.at(-1)?.message).toBe(
    'b.test.ts: It was running (waits, sleeps), and has not come to its end.',
  );
});

test.each(['configuration', 'runner_missing', 'unknown_format'] as const)(
  'nothing is said of files where a run has not begun: %s',
  (type) => {
    const record = new RunRecord({});
    record.addError({ type, message: 'no' });
    expect(record.finish(ended).errors).toHaveLength(1);
  },
);

test('texts of a failure are cut when they are too long to be of use', () => {
  const record = new RunRecord({});
  record.addCase({ ...failed, failure: { message: 'x'.repeat(1_000_000), line: 3 } });
  const [result] = record.finish(ended).cases;
  expect(result?.failure?.message.length).toBeLessThan(20_000);
  expect(result?.failure?.line).toBe(3);
});
