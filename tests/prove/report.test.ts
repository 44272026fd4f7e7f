import { expect, it } from 'vitest';
import { renderProof, type StepResult } from './report.ts';

function result(name: string, measured: string): StepResult {
  const step = { name, about: `about ${name}`, run: async () => [] };
  const measurements = [{ promise: `It ${name}s`, bar: '≤ 1 | s', measured, holds: measured === 'good' }];
  return { step, measurements, date: new Date('2026-01-02T03:04:05Z') };
}

it('the page has a row for each promise, in a section per step, with machine and time', () => {
  const page = renderProof(['a', 'b'], [result('a', 'good'), result('b', 'bad')], '');
  expect(page).toContain('## a: about a\n\n| promise | bar | measured | holds |\n|---|---|---|---|\n');
  expect(page).toContain('| It as | ≤ 1 \\| s | good | yes |');
  expect(page).toContain('| It bs | ≤ 1 \\| s | bad | **no** |');
  expect(page).toMatch(/Measured 2026-01-02 03:04 UTC at revision .* on \d+ cores/);
});

it('a step that is measured again replaces its own section alone', () => {
  const before = renderProof(['a', 'b'], [result('a', 'good'), result('b', 'bad')], '');
  const after = renderProof(['a', 'b'], [result('b', 'good')], before);
  expect(after).toBe(renderProof(['a', 'b'], [result('a', 'good'), result('b', 'good')], ''));
});
