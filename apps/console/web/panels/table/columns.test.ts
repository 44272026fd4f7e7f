import { expect, it } from 'vitest';
import type { PanelModel } from '../../dashboard/model.ts';
import { withFieldConfig } from '../../dashboard/panel-data.ts';
import { createTheme, type DataFrame, FieldType } from '../../grafana/data.ts';
import { columnsOf, lettersOf, textAt } from './columns.ts';

function columns(overrides: readonly [name: string, id: string, value: unknown][]) {
  const frame: DataFrame = {
    length: 2,
    fields: [
      { name: 'Key', type: FieldType.string, values: ['k', 'a long key'], config: {} },
      { name: 'Left', type: FieldType.number, values: [90, null], config: {} },
    ],
  };
  const panel = {
    id: 1,
    type: 'table',
    gridPos: { x: 0, y: 0, w: 1, h: 1 },
    fieldConfig: {
      defaults: { unit: 's', noValue: 'none' },
      overrides: overrides.map(([options, id, value]) => ({
        matcher: { id: 'byName', options },
        properties: [{ id, value }],
      })),
    },
  } as unknown as PanelModel;
  const data = { asked: [], frames: [frame], stepMs: 1, range: { from: 0, to: 1 } };
  const theme = createTheme({ colors: { mode: 'dark' } });
  return withFieldConfig(data, panel, theme, 'utc', (text) => text).flatMap(columnsOf);
}

it('puts numbers to the right and texts to the left, unless the field says where', () => {
  expect(columns([]).map(({ align }) => align)).toEqual(['left', 'right']);
  expect(columns([['Key', 'custom.align', 'center']])[0]?.align).toBe('center');
});

it('leaves out hidden fields, however that is written', () => {
  expect(columns([['Key', 'custom.hidden', true]]).map(({ name }) => name)).toEqual(['Left']);
  expect(columns([['Key', 'custom.hideFrom', { viz: true }]]).map(({ name }) => name)).toEqual(['Left']);
});

it('knows width, colour and the name that is shown', () => {
  expect(columns([['Left', 'custom.width', 90]])[1]).toMatchObject({ width: 90, paint: 'auto' });
  expect(columns([['Left', 'custom.cellOptions', { type: 'color-text' }]])[1]?.paint).toBe('color-text');
  expect(columns([['Left', 'displayName', 'Time left']])[1]?.name).toBe('Time left');
});

it('writes values as the field does', () => {
  const [, left] = columns([]);
  expect(left && [90, null].map((value) => textAt(left.field, value))).toEqual(['1.50 mins', 'none']);
});

it('is as wide as its longest text', () => {
  expect(columns([]).map(lettersOf)).toEqual([10, 9]);
});
