import { loadConfig } from '@switchgear/config';
import { expect, test } from 'vitest';
import { planChange } from './plan-change.ts';

const before = loadConfig({ env: {}, cwd: import.meta.dirname });

test('a changed port is named with both its values', () => {
  const after = { ...before, gateway: { ...before.gateway, port: 8100 } };
  expect(planChange(before, after)).toBe('gateway.port has changed from 8000 to 8100');
});

test('a program more or less is a change', () => {
  const after = { ...before, alertmanager: { ...before.alertmanager, enabled: false } };
  expect(planChange(before, after)).toBe('alertmanager.enabled has changed from true to false');
});

test('so is a console more or less, or at another port', () => {
  const console = { ...before.console, enabled: false };
  expect(planChange(before, { ...before, console })).toBe('console.enabled has changed from true to false');
  const moved = { ...before, console: { ...before.console, port: 3001 } };
  expect(planChange(before, moved)).toBe('console.port has changed from 3000 to 3001');
});

test('so is another address of a link, which the command lines hold', () => {
  const links = { ...before.links, prometheus: 'https://prometheus.example' };
  expect(planChange(before, { ...before, links })).toMatch(/^links\.prometheus has changed from .* to https:/);
});

test('what a restarted gateway reads by itself is none', () => {
  const after = { ...before, breaker: { ...before.breaker, failure_threshold: 9 }, fallbacks: [] };
  expect(planChange(before, after)).toBeUndefined();
});
