import { expect, it } from 'vitest';
import type { CurrentAlert } from '../../alerts/current.ts';
import { type Choice, chooseAlerts } from './choose.ts';

const alert = (
  alertname: string,
  severity: string,
  standing: CurrentAlert['standing'],
  minute: number,
): CurrentAlert => ({
  labels: { alertname, severity },
  annotations: {},
  standing,
  since: `2026-01-01T00:0${minute}:00Z`,
  expr: undefined,
  delivered: undefined,
  hasRule: true,
});

const all = [
  alert('Bb', 'info', 'firing', 3),
  alert('Cc', 'critical', 'silenced', 1),
  alert('Aa', 'warning', 'pending', 2),
];

const names = (choice: Partial<Choice>) =>
  chooseAlerts(all, { sortOrder: 1, firing: true, pending: true, name: '', ...choice }).map(
    ({ labels }) => labels['alertname'],
  );

it.each([
  [1, 'Aa Bb Cc'],
  [2, 'Cc Bb Aa'],
  [3, 'Cc Aa Bb'],
  [4, 'Cc Aa Bb'],
  [5, 'Bb Aa Cc'],
  [99, 'Aa Bb Cc'],
])('in order %i it shows %s', (sortOrder, order) => {
  expect(names({ sortOrder }).join(' ')).toBe(order);
});

it('shows what fires, also where nobody is told, or what is about to', () => {
  expect(names({ pending: false })).toEqual(['Bb', 'Cc']);
  expect(names({ firing: false })).toEqual(['Aa']);
});

it('shows alerts by name', () => {
  expect(names({ name: 'BB' })).toEqual(['Bb']);
});
