import { expect, test } from 'vitest';
import type { CaseResult } from '../model.ts';
import { askedNames, RunRecord } from './record.ts';

const passed: CaseResult = { file: 'a.test.ts', name: 'it', status: 'pass', durationMs: 1 };
const failed: CaseResult = { ...passed, status: 'fail', failure: { message: 'no' } };
const ended = { isCancelled: false, noTests: 'no test' };

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

test('texts of a failure are cut when they are too long to be of use', () => {
  const record = new RunRecord({});
  record.addCase({ ...failed, failure: { message: 'x'.repeat(1_000_000), line: 3 } });
  const [result] = record.finish(ended).cases;
  expect(result?.failure?.message.length).toBeLessThan(20_000);
  expect(result?.failure?.line).toBe(3);
});
