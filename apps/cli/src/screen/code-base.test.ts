import { expect, test } from 'vitest';
import type { CodeBaseReport, TestsReport } from '../clients/code-base.ts';
import { codeBaseSection } from './code-base.ts';
import { plain } from './style.ts';

const now = Date.parse('2026-03-10T12:00:00Z');
const tests: TestsReport = {
  root: '/work/shop',
  last_run: { at: now - 90_000, status: 'pass' },
  failing: 0,
  flaky: 0,
  first_failing: [],
};
const audit = { finished_at: now - 3_600_000, percent: 79.96, faults: 0 };
const shown = (report: CodeBaseReport) =>
  codeBaseSection(report, now, (style, text) => (style === 'red' ? `<red>${text}` : plain(style, text))).join('\n');

test('a code base in order takes three lines, and coverage is rounded down', () => {
  expect(shown({ tests, audit })).toBe(
    'CODE BASE  /work/shop\nTests: none fails; last run 1 min 30 s ago\nCoverage: 79.9 %; audited 1 h ago',
  );
});

test('tests that fail are named, and how many are not', () => {
  const failing = { ...tests, failing: 3, flaky: 1, first_failing: [{ file: 'test/cart.test.ts', name: 'adds' }] };
  expect(shown({ tests: failing })).toBe(
    'CODE BASE  /work/shop\nTests: <red>3 fail, 1 flaky; last run 1 min 30 s ago\n  <red>✗ test/cart.test.ts  adds\n  and 2 more',
  );
});

test('a run that could not be made is not taken for one without failures', () => {
  const text = shown({ tests: { ...tests, last_run: { at: now, status: 'error' } } });
  expect(text).toContain('Tests: <red>the last run ended with error; last run 0 s ago');
});

test('an audit without a figure says that parts of it failed', () => {
  expect(shown({ audit: { ...audit, percent: null, faults: 2 } })).toBe(
    'CODE BASE\nCoverage: not measured, 2 parts of the audit failed; audited 1 h ago',
  );
});

test('before the first run and the first audit it says so, and nothing without agents', () => {
  expect(shown({ tests: { ...tests, last_run: null }, audit: null })).toBe(
    'CODE BASE  /work/shop\nTests: none fails; none has run yet\nCoverage: no audit yet',
  );
  expect(shown({})).toBe('');
});
