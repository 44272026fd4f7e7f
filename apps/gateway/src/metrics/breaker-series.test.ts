import { Breaker, type Clock } from '@switchgear/breaker';
import { catalogue, createRegistry } from '@switchgear/telemetry';
import { scrape } from '@switchgear/telemetry/testing';
import { expect, test } from 'vitest';
import { type BreakerEntry, breakerSeries } from './breaker-series.ts';

const startedAt = Date.UTC(2026, 0, 1);

function setUp(entries?: BreakerEntry[]) {
  const clock: Clock & { at: number } = { at: startedAt, now: () => clock.at };
  const breaker = new Breaker({ clock, failureThreshold: 3, timeoutMs: 60_000, openGrowth: { jitter: 0 } });
  const registry = createRegistry({ processMetrics: false });
  registry.addSource(breakerSeries(entries ?? [{ keyId: 'deepseek-1', provider: 'deepseek', breaker }]));
  const read = async (name: string, more: Record<string, string> = {}) =>
    (await scrape(registry)).value(name, { key_id: 'deepseek-1', provider: 'deepseek', ...more });
  return { breaker, clock, registry, read };
}

function fail(breaker: Breaker, times: number): void {
  for (let time = 0; time < times; time += 1) breaker.failure(breaker.acquire());
}

test('a new breaker shows every series at 0, and nothing that is only there while open', async () => {
  const { registry } = setUp();
  const found = await scrape(registry);
  const shown = [...found.families.keys()];
  const all = Object.keys(catalogue).filter((name) => name.startsWith('circuit_breaker_'));
  const onlyWhileOpen = ['circuit_breaker_open_until_timestamp_seconds', 'circuit_breaker_open_reason'];
  expect(shown.toSorted()).toEqual(all.filter((name) => !onlyWhileOpen.includes(name)).toSorted());
  expect(found.samples('circuit_breaker_calls_total').map(({ labels: { outcome } }) => outcome)).toEqual([
    'success',
    'failure',
    'slow',
    'ignored',
    'rejected',
  ]);
  const moves = found.samples('circuit_breaker_transitions_total');
  expect(moves).toHaveLength(6);
  expect(moves.every(({ value, labels: { from_state, to_state } }) => value === 0 && from_state !== to_state)).toBe(
    true,
  );
});

test('failures, trips, transitions and refusals are read from the breaker', async () => {
  const { breaker, read } = setUp();
  fail(breaker, 2);
  expect(await read('circuit_breaker_failure_count')).toBe(2);
  expect(await read('circuit_breaker_failure_threshold')).toBe(3);
  expect(await read('circuit_breaker_state')).toBe(0);
  fail(breaker, 1);
  breaker.acquire();
  expect(await read('circuit_breaker_state')).toBe(2);
  expect(await read('circuit_breaker_trips_total')).toBe(1);
  expect(await read('circuit_breaker_transitions_total', { from_state: 'closed', to_state: 'open' })).toBe(1);
  expect(await read('circuit_breaker_calls_total', { outcome: 'failure' })).toBe(3);
  expect(await read('circuit_breaker_calls_total', { outcome: 'rejected' })).toBe(1);
});

test('half-open is state 1 and shows the successful probes', async () => {
  const { breaker, clock, read } = setUp();
  fail(breaker, 3);
  clock.at += 60_001;
  breaker.success(breaker.acquire());
  expect(await read('circuit_breaker_state')).toBe(1);
  expect(await read('circuit_breaker_success_count')).toBe(1);
});

test('while open the deadline is shown in seconds since the epoch, with the reason', async () => {
  const { breaker, clock, read } = setUp();
  breaker.trip('rate_limit', clock.at + 30_000);
  expect(await read('circuit_breaker_open_until_timestamp_seconds')).toBe((startedAt + 30_000) / 1000);
  expect(await read('circuit_breaker_open_reason', { reason: 'rate_limit' })).toBe(1);
  breaker.reset();
  expect(await read('circuit_breaker_open_until_timestamp_seconds')).toBeUndefined();
  expect(await read('circuit_breaker_open_reason', { reason: 'rate_limit' })).toBeUndefined();
});

test('a quarantine has a reason and no deadline', async () => {
  const { breaker, read } = setUp();
  breaker.trip('quarantine', Number.POSITIVE_INFINITY);
  expect(await read('circuit_breaker_open_until_timestamp_seconds')).toBeUndefined();
  expect(await read('circuit_breaker_open_reason', { reason: 'quarantine' })).toBe(1);
});

test('an override to open is no trip', async () => {
  const { breaker, read } = setUp();
  breaker.override('forced_open');
  expect(await read('circuit_breaker_state')).toBe(2);
  expect(await read('circuit_breaker_trips_total')).toBe(0);
  expect(await read('circuit_breaker_open_reason', { reason: 'override' })).toBe(1);
});

test('time in states is exact, the running state included', async () => {
  const { breaker, clock, read } = setUp();
  clock.at += 7_500;
  breaker.trip('failures');
  clock.at += 2_000;
  expect(await read('circuit_breaker_state_duration_seconds_total', { state: 'closed' })).toBe(7.5);
  expect(await read('circuit_breaker_state_duration_seconds_total', { state: 'open' })).toBe(2);
  expect(await read('circuit_breaker_state_duration_seconds_total', { state: 'half_open' })).toBe(0);
});

test('keys that come and go between scrapes come and go in the exposition', async () => {
  const entries: BreakerEntry[] = [{ keyId: 'a"1', provider: 'x', breaker: new Breaker() }];
  const { registry } = setUp(entries);
  const keys = async () =>
    (await scrape(registry)).samples('circuit_breaker_state').map(({ labels: { key_id } }) => key_id);
  expect(await keys()).toEqual(['a"1']);
  entries.push({ keyId: 'b', provider: 'x', breaker: new Breaker() });
  expect(await keys()).toEqual(['a"1', 'b']);
  entries.shift();
  expect(await keys()).toEqual(['b']);
});
