import { expect, it } from 'vitest';
import { seriesName, showSeries } from './legend.ts';

const labels = { __name__: 'up', job: 'a', instance: 'x:1' };

it.each([
  ['{{job}} on {{ instance }}', 'a on x:1'],
  ['{{gone}}-{{job}}', '-a'],
  ['plain', 'plain'],
  ['', 'up{job="a", instance="x:1"}'],
  ['__auto', 'up{job="a", instance="x:1"}'],
  ['{{__name__}}', 'up'],
  ['{{constructor}}', ''],
])('the legend %s names a series %s', (format, name) => {
  expect(seriesName(labels, format)).toBe(name);
});

it('a series is written as in PromQL', () => {
  expect(showSeries({ __name__: 'up' })).toBe('up');
  expect(showSeries({})).toBe('{}');
  expect(showSeries({ a: 'b"c\\' })).toBe('{a="b\\"c\\\\"}');
});
