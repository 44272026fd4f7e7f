import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { chat, type Get, metricsOf, uniquePrompt } from './context.ts';

/** What operators can see and do. */
export function describeAdmin(get: Get): void {
  const routes: readonly [method: string, path: string, body?: unknown][] = [
    ['GET', '/api/v1/circuit-breaker/stats'],
    ['POST', '/api/v1/circuit-breaker/reset'],
    ['POST', '/api/v1/circuit-breaker/deepseek-1/reset'],
    ['POST', '/api/v1/circuit-breaker/deepseek-1/override', { mode: 'auto' }],
    ['PATCH', '/api/v1/circuit-breaker/config', { half_open_max_calls: 1 }],
    ['PATCH', '/api/v1/circuit-breaker/deepseek-1/config', { half_open_max_calls: 1 }],
    ['GET', '/api/v1/keys'],
    ['POST', '/api/v1/keys/rotate', { provider: 'deepseek' }],
  ];

  it.each(routes)('%s %s needs the admin token', async (method, path, body) => {
    const { admin } = get().platform;
    for (const headers of [{}, { authorization: 'Bearer wrong' }]) {
      const response = await admin.send(method, path, body, headers);
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ error: { code: 'invalid_api_key', type: 'authentication_error' } });
    }
    expect((await admin.send(method, path, body)).status).toBe(200);
  });

  it('every action stands in the audit log, refused ones too', async () => {
    const { admin, stateDir } = get().platform;
    const folder = join(stateDir, 'audit');
    // A flood of refusals is cut short, so that no stranger fills the disk: the tests before this one were one.
    await eventually(async () => {
      await admin.send('POST', '/api/v1/circuit-breaker/deepseek-2/override', { mode: 'auto' }, {});
      await admin.override('deepseek-2', 'auto');
      const lines = readdirSync(folder).flatMap((file) => readFileSync(join(folder, file), 'utf8').trim().split('\n'));
      const entries = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
      expect(entries.at(-2)).toMatchObject({ outcome: 'refused' });
      expect(entries.at(-1)).toMatchObject({
        action: 'breaker.override',
        outcome: 'done',
        details: { key_id: 'deepseek-2', mode: 'auto' },
      });
    });
  });

  describe('a key', () => {
    it('that is forced open is not called, trips nothing, and returns with auto', async () => {
      const driver = get();
      const { admin } = driver.platform;
      const [key] = driver.keys.deepseek;
      const { trips } = await admin.breaker(key);
      expect(await admin.override(key, 'forced_open')).toMatchObject({ state: 'open', open_reason: 'override', trips });
      const { calls } = await driver.callsOf(key);
      for (let call = 0; call < 12; call++) {
        const { status } = await chat(driver, driver.models.deepseek, uniquePrompt());
        expect(status).toBe(200);
      }
      expect((await driver.callsOf(key)).calls).toBe(calls);
      const reason = { key_id: key, reason: 'override' };
      expect((await metricsOf(driver)).sum('circuit_breaker_open_reason', reason)).toBe(1);
      expect(await admin.override(key, 'auto')).toMatchObject({ state: 'closed', mode: 'auto' });
    });

    it('in metrics_only counts its failures and stays in use', async () => {
      const driver = get();
      const { admin } = driver.platform;
      const [key] = driver.keys.deepseek;
      await admin.override(key, 'metrics_only');
      try {
        await driver.setFault(key, { kind: 'server_error' });
        const before = await admin.breaker(key);
        for (let call = 0; call < 60; call++) await chat(driver, driver.models.deepseek, uniquePrompt());
        const after = await admin.breaker(key);
        expect(after.calls.failure - before.calls.failure).toBeGreaterThan(3);
        expect(after.calls.rejected).toBe(before.calls.rejected);
      } finally {
        await admin.override(key, 'auto');
      }
    });

    it('that is quarantined returns by reset', async () => {
      const driver = get();
      const { admin } = driver.platform;
      const [key] = driver.keys.deepseek;
      await driver.setFault(key, { kind: 'unauthorized' });
      for (let call = 0; call < 60 && (await admin.breaker(key)).state === 'closed'; call++) {
        await chat(driver, driver.models.deepseek, uniquePrompt());
      }
      expect((await admin.keys()).find(({ key_id: id }) => id === key)).toMatchObject({ status: 'quarantined' });
      await driver.clearFaults();
      await admin.reset(key);
      expect((await admin.keys()).find(({ key_id: id }) => id === key)).toMatchObject({
        status: 'active',
        state: 'closed',
      });
    });
  });

  it('a change of the configuration holds at once and keeps the counters', async () => {
    const driver = get();
    const { admin } = driver.platform;
    const before = await admin.breakers();
    const response = await admin.send('PATCH', '/api/v1/circuit-breaker/config', {
      failure_threshold: 7,
      timeout_seconds: 2.5,
    });
    expect(response.status).toBe(200);
    try {
      const after = await admin.breakers();
      for (const { config } of after) expect(config).toMatchObject({ failure_threshold: 7, timeout_seconds: 2.5 });
      expect(after.map(({ trips, calls }) => ({ trips, calls }))).toEqual(
        before.map(({ trips, calls }) => ({ trips, calls })),
      );
      const thresholds = (await metricsOf(driver)).select('circuit_breaker_failure_threshold');
      expect(new Set(thresholds.map(({ value }) => value))).toEqual(new Set([7]));
    } finally {
      await admin.send('PATCH', '/api/v1/circuit-breaker/config', { failure_threshold: 3, timeout_seconds: 1 });
    }
  });

  it.each([
    ['an unknown key', 'POST', '/api/v1/circuit-breaker/nobody/reset', undefined, 404, 'not_found'],
    ['an unknown provider', 'POST', '/api/v1/keys/rotate', { provider: 'nobody' }, 404, 'not_found'],
    ['an unknown mode', 'POST', '/api/v1/circuit-breaker/deepseek-1/override', { mode: 'on' }, 400, 'invalid_request'],
    ['an unknown field', 'PATCH', '/api/v1/circuit-breaker/config', { threshold: 3 }, 400, 'invalid_request'],
    [
      'a value out of range',
      'PATCH',
      '/api/v1/circuit-breaker/config',
      { failure_threshold: 0 },
      400,
      'invalid_request',
    ],
  ])('%s is refused', async (_what, method, path, body, status, code) => {
    const response = await get().platform.admin.send(method, path, body);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: { code } });
  });

  it('the description of the API holds every route that was used here', async () => {
    const response = await fetch(`${get().platform.gatewayUrl}/openapi.json`);
    const { paths } = (await response.json()) as { paths: Record<string, Record<string, unknown>> };
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const used = routes.map(([method, path]) => `${method} ${path.replace('deepseek-1', '{key_id}')}`);
    const probes = ['/metrics', '/health', '/ready', '/health/full', '/v1/models'].map((path) => `GET ${path}`);
    const calls = ['/v1/chat/completions', '/v1/responses', '/v1/agent'].map((path) => `POST ${path}`);
    expect(described).toEqual(expect.arrayContaining([...used, ...probes, ...calls]));
  });
}
