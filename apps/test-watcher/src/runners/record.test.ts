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
  record.fileStarted('b.test.ts');
  for (const file of finished) record.fileFinished(file);
  record.addError({ type: 'timeout', message: 'too long' });
  expect(record.finish(ended).errors.map(({ message }) => message)).toEqual(['too long', ...messages]);
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
