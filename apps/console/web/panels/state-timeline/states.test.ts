import { expect, it } from 'vitest';
import { draw, theme } from '../../plot/testing/draw.ts';
import { stateOf, statesIn } from './states.ts';

const state = (defaults: object, value: unknown) => {
  const [curve] = draw({ a: '1' }, { defaults, type: 'state-timeline' });
  if (curve === undefined) throw new Error('no curve');
  return stateOf(curve.field, value);
};
const color = (name: string) => theme.visualization.getColorByName(name).toLowerCase();
const thresholds = {
  mode: 'absolute',
  steps: [
    { value: null, color: 'green' },
    { value: 60, color: 'orange' },
    { value: 120, color: 'red' },
  ],
};

it('says what a mapping says, in its colour', () => {
  const mappings = [{ type: 'value', options: { 2: { text: 'open', color: 'red' } } }];
  const { text, color: shown } = state({ mappings, thresholds, color: { mode: 'thresholds' } }, 2);
  expect([text, shown.toLowerCase()]).toEqual(['open', color('red')]);
});

it('is one state between two thresholds, named by them in the unit', () => {
  const texts = [-5, 59, 60, 119, 120].map(
    (value) => state({ unit: 's', thresholds, color: { mode: 'thresholds' } }, value).text,
  );
  expect(texts).toEqual(['< 1 min', '< 1 min', '1 min – 2 mins', '1 min – 2 mins', '≥ 2 mins']);
});

it('is the value itself where neither mappings nor thresholds tell states apart', () => {
  expect(state({ unit: 's' }, 90).text).toBe('1.50 mins');
  expect(state({}, 'degraded').text).toBe('degraded');
});

it('lists each state once, the lowest first', () => {
  const all = [2, 0, 2, 1].map((order) => ({ text: `t${order}`, color: 'c', order }));
  expect(statesIn(all).map(({ text }) => text)).toEqual(['t0', 't1', 't2']);
});
