import { expect, it } from 'vitest';
import type { Field } from '../grafana/data.ts';
import { draw } from './testing/draw.ts';
import { incrementsOf, percentDisplay, tickTexts, valueText } from './ticks.ts';

const fieldOf = (defaults: object): Field => {
  const [curve] = draw({ a: '1' }, { defaults });
  if (curve === undefined) throw new Error('no curve');
  return curve.field;
};

const texts = (defaults: object, values: number[]) => {
  const { display } = fieldOf(defaults);
  return display && tickTexts(values, (values[1] ?? 1) - (values[0] ?? 0), display);
};

it('steps in powers of two only where the unit counts in them', () => {
  expect(incrementsOf(fieldOf({ unit: 'bytes' }))).toContain(2 ** 28);
  expect(incrementsOf(fieldOf({ unit: 'bytes' }))).not.toContain(100);
  expect(incrementsOf(fieldOf({ unit: 'decbytes' }))).toBeUndefined();
  expect(incrementsOf(fieldOf({ unit: 'short' }))).toBeUndefined();
});

it('steps in minutes and hours where the unit is a time', () => {
  expect(incrementsOf(fieldOf({ unit: 's' }))).toEqual(expect.arrayContaining([0.05, 30, 60, 3600]));
  expect(incrementsOf(fieldOf({ unit: 'ms' }))).toEqual(expect.arrayContaining([0.05, 200, 30_000, 3_600_000]));
  expect(incrementsOf(fieldOf({ unit: 's' }))).toEqual(incrementsOf(fieldOf({ unit: 's' }))?.toSorted((a, b) => a - b));
});

it('writes round values in their unit without needless digits', () => {
  expect(texts({ unit: 'bytes' }, [0, 2 ** 29, 2 ** 30])).toEqual(['0 B', '512 MiB', '1 GiB']);
  expect(texts({ unit: 'decbytes' }, [0, 2.5e8, 5e8])).toEqual(['0 B', '250 MB', '500 MB']);
  expect(texts({ unit: 'percentunit' }, [0, 0.025, 0.05])).toEqual(['0%', '2.5%', '5%']);
  expect(texts({ unit: 's' }, [0, 30, 60])).toEqual(['0 s', '30 s', '1 min']);
  expect(texts({ unit: 'short' }, [0, 1250, 2500])).toEqual(['0', '1.25 K', '2.5 K']);
  expect(texts({}, [0, 0.0005, 0.001])).toEqual(['0', '0.0005', '0.001']);
});

it('does not repeat a text when the panel allows too few decimals to tell values apart', () => {
  expect(texts({ decimals: 0 }, [0, 0.2, 0.4, 0.6, 0.8])).toEqual(['0', '', '', '1', '']);
});

it('writes shares of a stack in percent', () => {
  expect(tickTexts([0, 0.25, 1], 0.25, percentDisplay)).toEqual(['0%', '25%', '100%']);
});

it('writes what is no finite number as Prometheus does', () => {
  const field = fieldOf({ unit: 's' });
  const values = [1.5, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN];
  expect(values.map((value) => valueText(field, value))).toEqual(['1.50 s', '+Inf', '-Inf', 'NaN']);
});
