import { expect, it } from 'vitest';
import type { Sample } from '../api/prometheus.ts';
import { historyKey, spansOf } from './history.ts';

it('points that follow each other are one span, which begins a step before its first point', () => {
  const values: Sample[] = [1_200, 1_320, 1_440, 2_400].map((time) => [time, '1']);
  const spans = spansOf([{ metric: { alertname: 'Hot', severity: 'critical' }, values }]);
  expect(spans.get(historyKey('Hot', 'critical'))).toEqual([
    [1_080, 1_440],
    [2_280, 2_400],
  ]);
});

it('rules of one name are told apart by their severity', () => {
  const values: Sample[] = [[1_200, '1']];
  const spans = spansOf([{ metric: { alertname: 'Hot', severity: 'warning' }, values }]);
  expect(spans.get(historyKey('Hot', 'critical'))).toBeUndefined();
});
