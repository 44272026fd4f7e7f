import { expect, it } from 'vitest';
import { events, growth, held, steady } from '../promql/windows.ts';
import { ruleFiles } from '../rules/files.ts';
import { committedSetup } from '../setup.ts';
import { condense } from './condense.ts';
import { mutants } from './mutants.ts';

const changes = (expr: string, duration?: string) =>
  mutants(
    { alert: 'A', expr, ...(duration !== undefined && { for: duration }), labels: {}, annotations: {} },
    '15s',
  ).map(({ before, after }) => `${before} → ${after}`);

it.each([
  ['comparisons and numbers', 'a > 90', ['> → >=', '> → <', '90 → 85.5', '90 → 94.5']],
  ['whole events by one', 'a >= 4', ['>= → >', '>= → <', '4 → 3', '4 → 5']],
  ['durations', 'rate(a[5m] offset 1h)', ['5m → 150s', '5m → 600s', '1h → 1800s', '1h → 7200s']],
  ['aggregations', 'sum by (x, y) (a)', ['sum → max', '(x, y) → (y)', '(x, y) → (x)', '(x, y) → (x, y, instance)']],
  ['set operators', 'a and on (x) b', ['and → unless', 'and → or', '(x) → ()']],
  [
    'matchers, those of targets everywhere',
    'a{job="j",x="1"} or b{job="j"}',
    ['x="1" → ', 'or → and', 'or → unless', 'job="j" → '],
  ],
])('changes %s', (_, expr, expected) => {
  expect(changes(expr).slice(0, -1)).toEqual(expected);
});

it('shortens and lengthens the time by one evaluation', () => {
  expect(changes('a', '5m')).toEqual(['5m → 285s', '5m → 315s']);
  expect(changes('a')).toEqual(['0s → 15s']);
});

it('changes what a rule asks of its parts', () => {
  expect(changes(events('a_total', '5m', '2m'))).toEqual(
    expect.arrayContaining(['events → increase', '5m → 150s', '2m → 240s']),
  );
  expect(changes(growth('a_total', '1h'))).toContain('growth → increase');
  expect(changes(steady('a'))).toContain('steady → ');
  expect(changes(held('a > 1'))).toContain('held → not held');
});

it('puts parts back as they were', () => {
  const rules = ruleFiles(committedSetup).flatMap(({ groups }) => groups.flatMap(({ rules }) => rules));
  for (const { expr } of rules) {
    const { text, expand } = condense(expr);
    expect(expand(text)).toBe(expr);
    expect(text.length).toBeLessThan(700);
  }
});
