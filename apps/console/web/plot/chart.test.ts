import { expect, it } from 'vitest';
import { chartOf } from './chart.ts';
import { draw, override } from './testing/draw.ts';

it('keeps what was answered beside what is drawn', () => {
  const stacked = { custom: { stacking: { mode: 'normal', group: 'A' }, fillOpacity: 40 } };
  const { raw, drawn, bands } = chartOf(draw({ a: '1 NaN', b: '2 +Inf' }, { defaults: stacked }));
  expect(raw).toEqual([
    [0, 10_000],
    [1, Number.NaN],
    [2, Number.POSITIVE_INFINITY],
  ]);
  expect(drawn.slice(1)).toEqual([
    [1, null],
    [3, null],
  ]);
  expect(bands).toHaveLength(1);
});

it('bridges gaps where the series says so', () => {
  const overrides = [override('b', { 'custom.spanNulls': 30_000 })];
  const { drawn } = chartOf(draw({ a: '1 - 3', b: '1 - 3' }, { overrides }));
  expect(drawn.slice(1)).toEqual([
    [1, null, 3],
    [1, undefined, 3],
  ]);
});

it('has the same key for other values, and another for another look or other series', () => {
  const key = (series: Record<string, string>, defaults = {}) => chartOf(draw(series, { defaults })).key;
  expect(key({ a: '1 2' })).toBe(key({ a: '3 4 5' }));
  expect(key({ a: '1' })).not.toBe(key({ b: '1' }));
  expect(key({ a: '1' })).not.toBe(key({ a: '1' }, { custom: { lineWidth: 3 } }));
  expect(key({ a: '1' })).not.toBe(key({ a: '1' }, { unit: 's' }));
});
