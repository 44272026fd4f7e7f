import { expect, it } from 'vitest';
import { FieldType } from '../grafana/data.ts';
import { curvesOf, firstOf, hasValues } from './curves.ts';
import { draw, override, theme } from './testing/draw.ts';

it('takes the colour that the panel gives a series, by its name or fixed', () => {
  const defaults = { color: { mode: 'palette-classic-by-name' } };
  const overrides = [override('b', { color: { mode: 'fixed', fixedColor: 'red' } })];
  const [a, b] = draw({ a: '1', b: '2' }, { defaults, overrides });
  const [alone] = draw({ a: '1' }, { defaults });
  expect(a?.color).toBe(alone?.color);
  expect(b?.color).toBe(theme.visualization.getColorByName('red'));
});

it('tells series of the same name apart', () => {
  const frame = (name: string) => ({
    length: 1,
    fields: [
      { name: 'Time', type: FieldType.time, values: [0], config: {} },
      { name, type: FieldType.number, values: [1], config: { displayName: name } },
    ],
  });
  expect(curvesOf([frame('a'), frame('a'), frame('b')], theme).map(({ id, name }) => [id, name])).toEqual([
    ['a', 'a'],
    ['a #2', 'a'],
    ['b', 'b'],
  ]);
});

it('leaves out tables without a time', () => {
  const table = { length: 1, fields: [{ name: 'Value', type: FieldType.number, values: [1], config: {} }] };
  expect(curvesOf([table], theme)).toEqual([]);
});

it('has values also when none can be drawn, but not when there are only gaps', () => {
  expect(hasValues(draw({ a: 'NaN' }))).toBe(true);
  expect(hasValues(draw({ a: '-' }))).toBe(false);
});

it('takes the first by name of too many', () => {
  const names = ['s10', 's9', 's1'].map((name) => ({ name }));
  expect(firstOf(names, 2).map(({ name }) => name)).toEqual(['s1', 's9']);
  expect(firstOf(names, 3)).toBe(names);
});
