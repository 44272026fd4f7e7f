import { expect, it } from 'vitest';
import type { Breaker } from './breaker.ts';
import { nextProbe } from './probe.ts';
import { breaker } from './testing/breaker.ts';

const now = 1_700_000_000_000;
const told = (nextProbeAt: number | undefined) => ({ nextProbeAt }) as Breaker['told'];

it.each<[string, Partial<Breaker>]>([
  ['', {}],
  ['under way', { state: 'half_open' }],
  ['in 38 s', { state: 'open', reason: 'rate_limit', openUntil: now + 37_001 }],
  ['with the next call', { state: 'open', reason: 'failures', openUntil: now }],
  ['none', { state: 'open', reason: 'override' }],
  ['at intervals', { state: 'open', reason: 'quarantine' }],
  ['in 15 min', { state: 'open', reason: 'quarantine', told: told(now + 900_000) }],
  ['now', { state: 'open', reason: 'quarantine', told: told(now - 1) }],
])('the next probe is %j', (text, fields) => {
  expect(nextProbe(breaker(fields), now)).toBe(text);
});
