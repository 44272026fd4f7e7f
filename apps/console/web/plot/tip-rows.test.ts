import { expect, it } from 'vitest';
import { columnsOf } from './columns.ts';
import { draw, override } from './testing/draw.ts';
import { type TipOptions, tipRows } from './tip-rows.ts';

const overrides = [override('hidden', { 'custom.hideFrom': { tooltip: true } })];
const curves = draw(
  { a: '1 2', b: '5 4', none: '7 -', nan: 'NaN NaN', hidden: '9 9' },
  { defaults: { unit: 's' }, overrides },
);
const rowsAt = (index: number, options: TipOptions, near?: number) =>
  tipRows(curves, columnsOf(curves), index, near, options).map(({ name, text }) => `${name} ${text}`);

it('tells all series that have a value, in order of the values when asked', () => {
  expect(rowsAt(1, { mode: 'multi' })).toEqual(['a 2 s', 'b 4 s', 'nan NaN']);
  expect(rowsAt(1, { mode: 'multi', sort: 'desc' })).toEqual(['b 4 s', 'a 2 s', 'nan NaN']);
  expect(rowsAt(0, { mode: 'multi', sort: 'asc' })).toEqual(['nan NaN', 'a 1 s', 'b 5 s', 'none 7 s']);
});

it('tells only the series that is pointed at', () => {
  expect(rowsAt(0, { mode: 'single' }, 1)).toEqual(['b 5 s']);
  expect(rowsAt(0, {}, undefined)).toEqual([]);
});
