import { expect, it } from 'vitest';
import type { RunResult } from '../model.ts';
import { junitOf } from './junit.ts';

const result: RunResult = {
  status: 'error',
  cases: [{ file: 'a.test.ts', name: 'adds', status: 'pass', durationMs: 1 }],
  errors: [{ type: 'suite_error', message: 'b.test.ts: no such module', file: 'b.test.ts' }],
  durationMs: 1,
  loaded: new Map(),
};

it('has what failed before and has not run, and nothing twice', () => {
  const standing = [
    { file: 'a.test.ts', name: 'adds' },
    { file: 'a.test.ts', name: 'sorts' },
    { file: 'b.test.ts', name: 'fails outside of its cases' },
  ];
  const xml = junitOf([result], standing);
  expect(xml).toContain('<testsuites tests="3" failures="1" errors="1"');
  expect(xml).toMatch(/name="sorts"[^>]*><failure message="It failed before this run/);
  expect(junitOf([], [])).toContain('tests="0"');
});
