import { expect, it } from 'vitest';
import { annotationsOf } from './intervals.ts';

const model = {
  name: 'Alerts',
  iconColor: 'red',
  titleFormat: '{{alertname}}',
  textFormat: '{{severity}} {{provider}}{{api}} {{gone}}',
  tagKeys: 'severity, component,gone',
};
const metric = { alertname: 'Down', severity: 'critical', provider: 'x' };

it('points above 0 that follow one another are one event with the words of its series', () => {
  const values: [number, string][] = [
    [100, '1'],
    [110, '1'],
    [120, '0'],
    [130, '2'],
    [160, '1'],
    [170, 'NaN'],
    [180, '+Inf'],
  ];
  const texts = { title: 'Down', text: 'critical x', tags: ['critical'], color: 'red' };
  expect(annotationsOf([{ metric, values }], model, 10_000)).toEqual([
    { from: 100_000, to: 110_000, ...texts },
    { from: 130_000, to: 130_000, ...texts },
    { from: 160_000, to: 160_000, ...texts },
    { from: 180_000, to: 180_000, ...texts },
  ]);
});

it('without a format an event has the name of its annotation', () => {
  expect(annotationsOf([{ metric, values: [[1, '1']] }], { name: 'Alerts' }, 10_000)).toEqual([
    { from: 1000, to: 1000, title: 'Alerts', text: '', tags: [], color: 'blue' },
  ]);
});
