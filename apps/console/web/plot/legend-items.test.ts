import { expect, it } from 'vitest';
import { knownCalcs, legendItems } from './legend-items.ts';
import { draw, override } from './testing/draw.ts';

it("names calculations in Grafana's words and leaves out what it does not know", () => {
  expect(knownCalcs(['lastNotNull', 'mean', 'nonsense']).map(({ name }) => name)).toEqual(['Last *', 'Mean']);
});

it('reckons each series in its unit, and counts without one', () => {
  const curves = draw({ a: '60 - 120 -', b: '- -' }, { defaults: { unit: 's' } });
  const calcs = knownCalcs(['lastNotNull', 'max', 'mean', 'count', 'diffperc']);
  expect(legendItems(curves, calcs).map(({ name, values }) => [name, ...values])).toEqual([
    ['a', '2 mins', '2 mins', '1.50 mins', '2', '100.0%'],
    ['b', '–', '–', '–', '0', '0.0%'],
  ]);
});

it('leaves out what is hidden from legends', () => {
  const overrides = [override('b', { 'custom.hideFrom': { legend: true } })];
  expect(legendItems(draw({ a: '1', b: '2' }, { overrides }), []).map(({ name }) => name)).toEqual(['a']);
});
