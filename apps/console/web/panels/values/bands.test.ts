import { expect, it } from 'vitest';
import type { FieldDisplay } from '../../grafana/data.ts';
import { bandsOf } from './bands.ts';

const none = Number.NEGATIVE_INFINITY;
const bands = (mode: string, min: number, max: number, ...steps: readonly number[]) => {
  const colors = ['green', 'yellow', 'red'];
  const thresholds = { mode, steps: [null, ...steps].map((value, at) => ({ value, color: colors[at] })) };
  return bandsOf({ min, max, thresholds } as unknown as FieldDisplay['field']).map(({ from, to, color, value }) => [
    from,
    to,
    color,
    value,
  ]);
};

it('cuts the stretch at the thresholds', () => {
  expect(bands('absolute', 0, 200, 50, 150)).toEqual([
    [0, 0.25, 'green', none],
    [0.25, 0.75, 'yellow', 50],
    [0.75, 1, 'red', 150],
  ]);
});

it('knows thresholds in percent of the stretch', () => {
  expect(bands('percentage', 100, 300, 50)).toEqual([
    [0, 0.5, 'green', none],
    [0.5, 1, 'yellow', 200],
  ]);
});

it('leaves out what lies outside', () => {
  expect(bands('absolute', 0, 100, -5, 500)).toEqual([[0, 1, 'yellow', -5]]);
  expect(bandsOf({})).toEqual([]);
});
