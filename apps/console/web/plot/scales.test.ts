import { expect, it } from 'vitest';
import { rangeOf, scalesOf, type ValueScale } from './scales.ts';
import { draw, override } from './testing/draw.ts';

const scaleFor = (defaults: object): ValueScale => {
  const [scale] = scalesOf(draw({ a: '1 2' }, { defaults }));
  if (scale === undefined) throw new Error('no scale');
  return scale;
};

it('gives each unit an axis, the first on the left and the others on the right', () => {
  const overrides = [
    override('bytes', { unit: 'bytes' }),
    override('secret', { unit: 's', 'custom.axisPlacement': 'hidden' }),
  ];
  const scales = scalesOf(draw({ a: '1', b: '2', bytes: '3', secret: '4' }, { overrides }));
  expect(scales.map(({ side, field }) => [side, field.config.unit])).toEqual([
    ['left', undefined],
    ['right', 'bytes'],
    ['hidden', 's'],
  ]);
});

it('keeps to hard limits whatever the values are', () => {
  expect(rangeOf(scaleFor({ min: 0, max: 1 }), 0.9, 5)).toEqual([0, 1]);
  expect(rangeOf(scaleFor({ min: 0 }), 80, 100)).toEqual([0, 102]);
  expect(rangeOf(scaleFor({ min: 10, max: 10 }), 1, 2)).toEqual([10, 20]);
});

it('passes soft limits when values do', () => {
  const scale = scaleFor({ custom: { axisSoftMin: 0, axisSoftMax: 100 } });
  expect(rangeOf(scale, 20, 60)).toEqual([0, 100]);
  expect(rangeOf(scale, 20, 150)[1]).toBeGreaterThan(150);
});

it('is narrow for nothing but 0 and for no values at all', () => {
  expect(rangeOf(scaleFor({ min: 0 }), 0, 0)).toEqual([0, 1]);
  expect(rangeOf(scaleFor({}), null, null)).toEqual([0, 1]);
  expect(rangeOf(scaleFor({ max: 100 }), null, null)).toEqual([0, 100]);
});

it('begins at 0 for bars and stacks', () => {
  expect(rangeOf(scaleFor({}), 80, 90)[0]).toBeGreaterThan(70);
  expect(rangeOf(scaleFor({ custom: { drawStyle: 'bars' } }), 80, 90)[0]).toBe(0);
  expect(rangeOf(scaleFor({ custom: { stacking: { mode: 'normal' } } }), 80, 90)[0]).toBe(0);
  expect(rangeOf(scaleFor({ custom: { stacking: { mode: 'percent' } } }), 0.2, 0.9)).toEqual([0, 1]);
});

it('goes from power to power when it is logarithmic, though values or a limit are 0', () => {
  const scale = scaleFor({ min: 0, custom: { scaleDistribution: { type: 'log', log: 10 } } });
  expect(rangeOf(scale, 0.5, 300)).toEqual([0.1, 1000]);
  expect(rangeOf(scale, 0, 0).every((limit) => limit > 0)).toBe(true);
});
