import { expect, it } from 'vitest';
import { bySeverity, stateOf } from './rules.ts';
import { makeRule } from './testing/rule.ts';

it('a rule that cannot be evaluated is in error, whatever state it was in', () => {
  expect(stateOf(makeRule({ state: 'firing', health: 'err' }))).toBe('error');
  expect(stateOf(makeRule({ state: 'firing' }))).toBe('firing');
});

it('the heartbeat is no trouble while it fires, and an error when it does not', () => {
  const labels = { severity: 'none' };
  expect(stateOf(makeRule({ labels, state: 'firing' }))).toBe('heartbeat');
  expect(stateOf(makeRule({ labels, state: 'inactive' }))).toBe('error');
});

it('the worst severity comes first, and one of no known name last', () => {
  const severities = ['page', 'info', 'critical', 'warning'];
  expect(severities.sort(bySeverity)).toEqual(['critical', 'warning', 'info', 'page']);
});
