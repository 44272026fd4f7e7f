import { expect, it } from 'vitest';
import { spansOf } from './spans.ts';

const at = (ms: number) => new Date(ms).toISOString();

it('equal samples in a row are one span, and a missing one is a gap', () => {
  const samples = [
    [10, '0'],
    [20, '0'],
    [30, '2'],
    [50, '0'],
    [60, 'NaN'],
  ] as const;
  expect(spansOf(samples, 10_000, [], 60_000)).toEqual([
    { from: 0, to: 20_000, state: 'closed' },
    { from: 20_000, to: 30_000, state: 'open' },
    { from: 40_000, to: 50_000, state: 'closed' },
  ]);
});

it('from the first transition on, the spans are exact', () => {
  const samples = [
    [10, '0'],
    [20, '2'],
    [30, '2'],
  ] as const;
  const transitions = [
    { at: at(14_000), to: 'open' },
    { at: at(33_000), to: 'half_open' },
  ] as const;
  expect(spansOf(samples, 10_000, transitions, 35_000)).toEqual([
    { from: 0, to: 10_000, state: 'closed' },
    { from: 10_000, to: 14_000, state: 'open' },
    { from: 14_000, to: 33_000, state: 'open' },
    { from: 33_000, to: 35_000, state: 'half_open' },
  ]);
});
