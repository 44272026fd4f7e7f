import { expect, test } from 'vitest';
import { resultLabels } from './result-labels.ts';

const labels = (expr: string) => [...resultLabels(expr, () => ['provider', 'key_id', 'instance'])].sort();

test.each([
  ['x > 1', ['instance', 'key_id', 'provider']],
  ['sum by (provider) (rate(x[5m])) > 0.5', ['provider']],
  ['sum(rate(x[5m]))', []],
  ['sum by (provider) (x) / sum(y) > 1', ['provider']],
  ['time() - x < 5', ['instance', 'key_id', 'provider']],
  ['sum by (provider) (x) unless on (provider) y', ['provider']],
  ['sum by (provider, key_id) (x) or sum by (provider) (y)', ['provider']],
  ['x == 0 or absent(x{provider="a"})', ['provider']],
  ['label_replace(sum by (api) (x) > 0, "vendor", "$1", "api", "(.+)")', ['api', 'vendor']],
  ['max by (provider) (last_over_time(x[90s] offset 5m))', ['provider']],
  ['vector(1)', []],
])('the result of %s has the labels %j', (expr, expected) => {
  expect(labels(expr)).toEqual(expected);
});
