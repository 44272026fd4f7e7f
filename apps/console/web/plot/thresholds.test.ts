import { expect, it } from 'vitest';
import { zonesOf } from './thresholds.ts';

const steps = [
  { value: Number.NEGATIVE_INFINITY, color: 'green' },
  { value: 60, color: 'orange' },
  { value: 80, color: 'red' },
];
const field = (mode: string) =>
  ({ config: { thresholds: { mode, steps } } }) as unknown as Parameters<typeof zonesOf>[0];

it('divides a scale at the thresholds', () => {
  expect(zonesOf(field('absolute'), 0, 200).map(({ from, to }) => [from, to])).toEqual([
    [Number.NEGATIVE_INFINITY, 60],
    [60, 80],
    [80, Number.POSITIVE_INFINITY],
  ]);
});

it('takes percentages of the scale', () => {
  expect(zonesOf(field('percentage'), 100, 200).map(({ from }) => from)).toEqual([Number.NEGATIVE_INFINITY, 160, 180]);
});
