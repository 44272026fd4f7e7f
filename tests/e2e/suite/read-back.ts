import { expect, it } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import type { Sample } from '../../support/exposition.ts';
import { chat, type Get, metricsOf, uniquePrompt } from './context.ts';

const names = [
  'circuit_breaker_state',
  'circuit_breaker_trips_total',
  'circuit_breaker_transitions_total',
  'circuit_breaker_calls_total',
  'circuit_breaker_open_reason',
  'api_calls_total',
  'api_failovers_total',
  'api_keys',
  'api_unavailable_total',
  'gateway_requests_total',
] as const;

/** The last of the suite: the real Prometheus knows all of it. Waits for one scrape. */
export function describeReadBack(get: Get): void {
  it('Prometheus tells every state, trip, transition, call, failover and outcome of this run', async () => {
    const driver = get();
    const { prometheus, admin } = driver.platform;
    const [revoked] = driver.keys.deepseek;
    await driver.setFault(revoked, { kind: 'unauthorized' });
    for (let call = 0; call < 60 && (await admin.breaker(revoked)).state === 'closed'; call++) {
      await chat(driver, driver.models.deepseek, uniquePrompt());
    }
    const told = await metricsOf(driver);
    await eventually(
      async () => {
        for (const name of names) {
          const known = await prometheus.query(`${name}{job="bybit-strategy-tester",component="gateway"}`);
          expect(byLabels(known, ['job', 'instance', 'component'])).toEqual(byLabels(told.select(name), []));
        }
      },
      { everyMs: 500 },
    );

    const value = (expression: string) => prometheus.value(expression);
    expect(await value(`circuit_breaker_state{key_id="${revoked}"}`)).toBe(2);
    expect(await value(`count(circuit_breaker_state == 0)`)).toBe((await admin.breakers()).length - 1);
    expect(await value(`circuit_breaker_open_reason{key_id="${revoked}",reason="quarantine"}`)).toBe(1);
    expect(await value(`sum(circuit_breaker_trips_total{provider="deepseek"})`)).toBeGreaterThanOrEqual(8);
    for (const [from, to] of [
      ['closed', 'open'],
      ['open', 'half_open'],
      ['half_open', 'closed'],
      ['half_open', 'open'],
    ]) {
      const transitions = `sum(circuit_breaker_transitions_total{from_state="${from}",to_state="${to}"})`;
      expect(await value(transitions), transitions).toBeGreaterThan(0);
    }
    for (const outcome of ['success', 'failure', 'ignored']) {
      const calls = `sum(circuit_breaker_calls_total{outcome="${outcome}"})`;
      expect(await value(calls), calls).toBeGreaterThan(0);
    }
    for (const reason of ['server_error', 'rate_limit', 'unauthorized', 'provider']) {
      const failovers = `api_failovers_total{api="deepseek",reason="${reason}"}`;
      expect(await value(failovers), failovers).toBeGreaterThan(0);
    }
    for (const outcome of ['success', 'caller_error', 'client_abort', 'upstream_error', 'unavailable', 'stream_cut']) {
      const requests = `sum(gateway_requests_total{outcome="${outcome}"})`;
      expect(await value(requests), requests).toBeGreaterThan(0);
    }
  });

  it('Prometheus reaches every target', async () => {
    const driver = get();
    const { prometheus } = driver.platform;
    const simulated = driver.secrets.length === 0 ? ['sandbox'] : [];
    await eventually(
      async () => {
        const targets = await prometheus.query('up');
        const reached = targets.filter(({ value }) => value === 1);
        const names = reached.map(({ labels }) => labels['component'] ?? labels['job']).sort();
        expect(names).toEqual(['alertmanager', 'console', 'gateway', 'prometheus', ...simulated]);
        expect(targets).toHaveLength(reached.length);
      },
      { everyMs: 500 },
    );
  });
}

/** Values by their labels as text, so that two lists compare whatever their order. */
function byLabels(samples: readonly Sample[], without: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    samples.map(({ labels, value }) => {
      const own = Object.entries(labels).filter(([name]) => !without.includes(name));
      return [JSON.stringify(own.sort(([a], [b]) => (a < b ? -1 : 1))), value];
    }),
  );
}
