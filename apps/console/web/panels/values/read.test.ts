import { expect, it } from 'vitest';
import type { PanelModel } from '../../dashboard/model.ts';
import { withFieldConfig } from '../../dashboard/panel-data.ts';
import { framesOf } from '../../frames/from-prometheus.ts';
import { createTheme, formattedValueToString } from '../../grafana/data.ts';
import { readValues, shareOf } from './read.ts';

const theme = createTheme({ colors: { mode: 'dark' } });
const defaults = {
  unit: 'percent',
  min: 0,
  max: 50,
  color: { mode: 'thresholds' },
  thresholds: {
    mode: 'absolute',
    steps: [
      { value: null, color: 'green' },
      { value: 30, color: 'red' },
    ],
  },
  mappings: [{ type: 'value', options: { 7: { text: 'seven', color: 'blue' } } }],
};

function read(values: Readonly<Record<string, string>>, reduceOptions: object, more: object = {}) {
  const panel = {
    id: 1,
    type: 'stat',
    gridPos: { x: 0, y: 0, w: 1, h: 1 },
    options: { reduceOptions },
    fieldConfig: { defaults: { ...defaults, ...more }, overrides: [] },
  } as unknown as PanelModel;
  const result = Object.entries(values).map(([key, list]) => ({
    metric: { key },
    values: list.split(' ').map((value, at) => [at * 10, value] as const),
  }));
  const target = { refId: 'A', legendFormat: '{{key}}' };
  const grid = { start: 0, end: 20_000, step: 10_000 };
  const frames = framesOf({ resultType: 'matrix', result }, target, grid, false);
  const data = { asked: [], frames, stepMs: 10_000, range: { from: 0, to: 20_000 } };
  const fill = (text: string) => text;
  const drawn = withFieldConfig(data, panel, theme, 'utc', fill);
  return readValues({ panel, frames: drawn, theme, timeZone: 'utc', fill });
}

const { getColorByName } = theme.visualization;
const shown = (values: ReturnType<typeof read>) =>
  values.map(({ display }) => [display.title, formattedValueToString(display), display.color?.toLowerCase()]);

it('shows the last value of each series with its name, unit, mapped text and colour', () => {
  expect(shown(read({ a: '1 2 31.25', b: '1 7' }, {}))).toEqual([
    ['a', '31.3%', getColorByName('red').toLowerCase()],
    ['b', 'seven', getColorByName('blue').toLowerCase()],
  ]);
});

it('shows one value per calculation, or one per row up to the limit', () => {
  expect(read({ a: '1 2 6' }, { calcs: ['min', 'max', 'mean'] }).map(({ display }) => display.numeric)).toEqual([
    1, 6, 3,
  ]);
  const rows = read({ a: '1 2 6' }, { values: true, limit: 2 });
  expect(rows.map(({ display }) => display.numeric)).toEqual([1, 2]);
});

it('takes the fields that are named', () => {
  expect(read({ a: '1', b: '2' }, { fields: '/^b$/' }).map(({ display }) => display.title)).toEqual(['b']);
});

it('has no value without data, unless the configuration says what to show then', () => {
  expect(read({}, {})).toEqual([]);
  expect(shown(read({}, {}, { noValue: 'none' }))).toEqual([
    [undefined, 'none', getColorByName('green').toLowerCase()],
  ]);
});

it('places a value between the least and the most of its field', () => {
  const values = read({ a: '10', b: '90', c: '-3', d: 'NaN', e: '+Inf' }, {});
  expect(values.map(shareOf)).toEqual([0.2, 1, 0, 0, 1]);
});
