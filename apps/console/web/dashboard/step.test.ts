import { describe, expect, it } from 'vitest';
import { builtIns, gridOf, stepOf } from './step.ts';

const minute = 60_000;
const range = (minutes: number) => ({ from: 7, to: 7 + minutes * minute });

describe('the step of a query', () => {
  it.each([
    ['no finer than data come in', range(15), 800, {}, {}, 10_000],
    ['as fine as the panel is wide', range(6 * 60), 800, {}, {}, 30_000],
    ['coarser in a narrow panel', range(6 * 60), 200, {}, {}, 120_000],
    ['by the panel’s own points', range(6 * 60), 800, { maxDataPoints: 6 }, {}, 60 * minute],
    ['at least the panel’s', range(15), 800, { interval: '1m' }, {}, minute],
    ['at least the query’s', range(15), 800, { interval: '30s' }, { interval: '>2m' }, 2 * minute],
    ['never more points than Prometheus answers', range(60 * 24 * 365), 1e6, {}, {}, 2_867_000],
  ])('is %s', (_, interval, width, panel, target, step) => {
    expect(stepOf(interval, width, panel, target)).toBe(step);
  });

  it('puts the points on its multiples, so that a refresh asks for the same ones', () => {
    expect(gridOf({ from: 123_456, to: 234_567 }, 10_000)).toEqual({ start: 120_000, end: 230_000, step: 10_000 });
  });
});

it('the variables of a query are those of its step and range', () => {
  expect(builtIns(10_000, { from: 1000, to: 901_000 })).toEqual({
    __interval: '10s',
    __interval_ms: '10000',
    __rate_interval: '40s',
    __rate_interval_ms: '40000',
    __range: '900s',
    __range_s: '900',
    __range_ms: '900000',
    __from: '1000',
    __to: '901000',
  });
  expect(builtIns(120_000, range(1))['__rate_interval']).toBe('130s');
});

it.each(['$__interval', 'soon', ''])('a shortest step of %j asks for none', (interval) => {
  expect(stepOf(range(15), 900, { interval }, {})).toBe(stepOf(range(15), 900, {}, {}));
});
