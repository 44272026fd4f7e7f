import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { BreakerView } from '../../support/admin.ts';
import { createClient } from '../clients.ts';
import type { UpstreamDriver } from '../drivers/driver.ts';
import { type Get, metricsOf, uniquePrompt } from './context.ts';

/** An open key returns by itself, through half-open. */
export function describeRecovery(get: Get): void {
  it('an open key takes a probe after its time, and is closed by the second success', async () => {
    const driver = get();
    const [key] = driver.keys.deepseek;
    const before = await metricsOf(driver);
    await driver.setFault(key, { kind: 'server_error' });
    await callUntil(driver, key, ({ state }) => state === 'open');
    await driver.clearFaults();
    await untilDeadline(driver, key);

    await call(driver);
    expect(await driver.platform.admin.breaker(key)).toMatchObject({ state: 'half_open', success_count: 1 });
    const { transitions } = await callUntil(driver, key, ({ state }) => state === 'closed');
    expect(transitions.slice(-3).map(({ from, to }) => `${from} → ${to}`)).toEqual([
      'closed → open',
      'open → half_open',
      'half_open → closed',
    ]);
    const after = await metricsOf(driver);
    const moved = (from: string, to: string) =>
      after.since(before, 'circuit_breaker_transitions_total', { key_id: key, from_state: from, to_state: to });
    expect([moved('closed', 'open'), moved('open', 'half_open'), moved('half_open', 'closed')]).toEqual([1, 1, 1]);
    expect(after.sum('circuit_breaker_state', { key_id: key })).toBe(0);
    expect(
      after.since(before, 'circuit_breaker_state_duration_seconds_total', { key_id: key, state: 'open' }),
    ).toBeGreaterThan(0.9);
  });

  it('a probe that fails opens the key again, and its caller is served by another key', async () => {
    const driver = get();
    const [key] = driver.keys.deepseek;
    await driver.setFault(key, { kind: 'server_error' });
    await callUntil(driver, key, ({ state }) => state === 'open');
    const { trips } = await driver.platform.admin.breaker(key);
    await untilDeadline(driver, key);
    await call(driver);
    expect(await driver.platform.admin.breaker(key)).toMatchObject({ state: 'open', trips: trips + 1 });
  });

  it('a key at rest is not called before its Retry-After is over', async () => {
    const driver = get();
    const [key] = driver.keys.deepseek;
    await driver.setFault(key, { kind: 'rate_limit', retryAfterSeconds: 4 });
    await callUntil(driver, key, ({ state }) => state === 'open');
    expect(await driver.platform.admin.breaker(key)).toMatchObject({ open_reason: 'rate_limit' });
    const { calls } = await driver.callsOf(key);
    // Longer than the configured open time of 1 s: the later deadline wins.
    await delay(1_300);
    for (let count = 0; count < 10; count++) await call(driver);
    expect((await driver.callsOf(key)).calls).toBe(calls);
  });
}

async function call(driver: UpstreamDriver): Promise<void> {
  const client = createClient('openai, chat', driver);
  const prompt = uniquePrompt();
  expect(await client.complete(prompt)).toBe(driver.answerTo(client.model, prompt));
}

/** Makes calls that must all succeed until the breaker of a key is as wanted. */
async function callUntil(
  driver: UpstreamDriver,
  keyId: string,
  wanted: (breaker: BreakerView) => boolean,
): Promise<BreakerView> {
  for (let count = 0; count < 100; count++) {
    const breaker = await driver.platform.admin.breaker(keyId);
    if (wanted(breaker)) return breaker;
    await call(driver);
  }
  throw new Error(`after 100 calls: ${JSON.stringify(await driver.platform.admin.breaker(keyId))}`);
}

async function untilDeadline(driver: UpstreamDriver, keyId: string): Promise<void> {
  const seconds = (await driver.platform.admin.breaker(keyId)).retry_after_seconds ?? Number.NaN;
  await delay(seconds * 1000 + 20);
}
