import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunningGateway, startGateway } from './test-support/gateway.ts';
import { answer, keyOf, type ScriptedProvider, startProvider } from './test-support/provider.ts';

let provider: ScriptedProvider;
let gateway: RunningGateway;

beforeEach(async () => {
  provider = await startProvider();
  gateway = await startGateway(provider.url, ['one', 'two']);
});

afterEach(async () => {
  await gateway.stop();
  await provider.stop();
});

/** Makes key one answer 429 until it rests; the other goes on. */
async function restKeyOne(): Promise<void> {
  const healthy = provider.handle;
  provider.handle = (request, response, body) =>
    keyOf(request) === 'sk-one'
      ? answer(response, 429, {}, { 'retry-after': '600' })
      : healthy(request, response, body);
  while (!provider.calls.some(({ key }) => key === 'sk-one')) await gateway.chat();
}

describe('the admin API', () => {
  it('is refused without the token', async () => {
    for (const [method, path] of [
      ['GET', '/api/v1/circuit-breaker/stats'],
      ['POST', '/api/v1/circuit-breaker/reset'],
      ['PATCH', '/api/v1/circuit-breaker/config'],
      ['GET', '/api/v1/keys'],
      ['POST', '/api/v1/keys/rotate'],
      ['GET', '/api/v1/audit'],
    ] as const) {
      const response = await fetch(`${gateway.url}${path}`, { method });
      expect([path, response.status]).toEqual([path, 401]);
    }
  });

  it('shows a breaker with its state, reason, deadline and last transitions', async () => {
    await restKeyOne();
    expect(await gateway.breaker('id-one')).toMatchObject({
      provider: 'p',
      state: 'open',
      mode: 'auto',
      trips: 1,
      open_reason: 'rate_limit',
      open_until: expect.stringMatching(/^\d{4}-.*Z$/),
      config: { failure_threshold: 5, success_threshold: 2, timeout_seconds: 60, half_open_max_calls: 3 },
      transitions: [{ from: 'closed', to: 'open', reason: 'rate_limit' }],
    });
  });

  it('resets one breaker, and all', async () => {
    await restKeyOne();
    const response = await gateway.admin('/api/v1/circuit-breaker/id-one/reset', { method: 'POST' });
    expect(await response.json()).toMatchObject({ key_id: 'id-one', state: 'closed', open_until: null });
    await restKeyOne();
    await gateway.admin('/api/v1/circuit-breaker/reset', { method: 'POST' });
    expect(await gateway.breaker('id-one')).toMatchObject({ state: 'closed' });
  });

  it('forces a breaker open and gives it back', async () => {
    const override = (mode: string) =>
      gateway.admin('/api/v1/circuit-breaker/id-one/override', { method: 'POST', body: { mode } });
    expect(await (await override('forced_open')).json()).toMatchObject({ state: 'open', open_reason: 'override' });
    for (let i = 0; i < 6; i += 1) expect((await gateway.chat()).headers.get('x-switchgear-key-id')).toBe('id-two');
    expect(await (await override('auto')).json()).toMatchObject({ state: 'closed', mode: 'auto' });
    expect((await override('ajar')).status).toBe(400);
  });

  it('changes the configuration of one breaker or all and keeps the counters', async () => {
    for (let i = 0; i < 4; i += 1) await gateway.chat();
    const before = (await gateway.breaker('id-one'))?.['calls'];
    await gateway.admin('/api/v1/circuit-breaker/config', { method: 'PATCH', body: { timeout_seconds: 5 } });
    await gateway.admin('/api/v1/circuit-breaker/id-one/config', { method: 'PATCH', body: { failure_threshold: 2 } });
    expect(await gateway.breaker('id-one')).toMatchObject({
      calls: before,
      config: { timeout_seconds: 5, failure_threshold: 2 },
    });
    expect(await gateway.breaker('id-two')).toMatchObject({ config: { timeout_seconds: 5, failure_threshold: 5 } });
    expect(await gateway.metric('circuit_breaker_failure_threshold{key_id="id-one",provider="p"}')).toBe(2);
  });

  it('names what is wrong with a request and changes nothing', async () => {
    const bad = await gateway.admin('/api/v1/circuit-breaker/config', {
      method: 'PATCH',
      body: { timeout_seconds: -1 },
    });
    expect(bad.status).toBe(400);
    expect(await bad.json()).toMatchObject({ error: { param: 'timeout_seconds' } });
    const unknown = await gateway.admin('/api/v1/circuit-breaker/nobody/reset', { method: 'POST' });
    expect(unknown.status).toBe(404);
    const provider = await gateway.admin('/api/v1/keys/rotate', { method: 'POST', body: { provider: 'nobody' } });
    expect(await provider.json()).toMatchObject({ error: { code: 'not_found', param: 'provider' } });
  });

  it('writes reads, changes and refusals into the audit log', async () => {
    await gateway.admin('/api/v1/keys');
    await gateway.admin('/api/v1/circuit-breaker/id-one/override', { method: 'POST', body: { mode: 'disabled' } });
    await fetch(`${gateway.url}/api/v1/keys`);
    const folder = join(gateway.stateDir, 'audit');
    const entries = readdirSync(folder).flatMap((file) => readFileSync(join(folder, file), 'utf8').trim().split('\n'));
    expect(entries.map((line) => JSON.parse(line))).toMatchObject([
      { action: 'keys.read', outcome: 'done' },
      { action: 'breaker.override', outcome: 'done', details: { key_id: 'id-one', mode: 'disabled' } },
      { action: 'GET /api/v1/keys', outcome: 'refused' },
    ]);
  });

  it('tells the newest changes and refusals, and no read', async () => {
    await gateway.admin('/api/v1/keys');
    for (const mode of ['disabled', 'auto']) {
      await gateway.admin('/api/v1/circuit-breaker/id-one/override', { method: 'POST', body: { mode } });
    }
    await fetch(`${gateway.url}/api/v1/keys`);
    const entries = async (query: string) => (await gateway.admin(`/api/v1/audit${query}`)).json();
    const refusal = { action: 'GET /api/v1/keys', outcome: 'refused' };
    const newest = { action: 'breaker.override', outcome: 'done', details: { key_id: 'id-one', mode: 'auto' } };
    expect(await entries('')).toMatchObject({ entries: [refusal, newest, { details: { mode: 'disabled' } }] });
    expect(await entries('?limit=2')).toMatchObject({ entries: [refusal, newest] });
    expect(await entries('?limit=501')).toMatchObject({ error: { code: 'invalid_request', param: 'limit' } });
  });

  it('writes once in ten minutes that somebody watches', async () => {
    for (let i = 0; i < 3; i += 1) await gateway.admin('/api/v1/circuit-breaker/stats');
    const folder = join(gateway.stateDir, 'audit');
    const lines = readdirSync(folder).flatMap((file) => readFileSync(join(folder, file), 'utf8').trim().split('\n'));
    expect(lines).toHaveLength(1);
  });
});

describe('backup keys', () => {
  it('are put to use by rotation', async () => {
    await gateway.stop();
    const account = (name: string, backup: boolean) => ({ name, backup, keys: [{ id: name, secret: `sk-${name}` }] });
    gateway = await startGateway(provider.url, [], {
      providers: [
        {
          name: 'p',
          displayName: 'P',
          kind: 'openai',
          baseUrl: provider.url,
          models: ['m'],
          simulated: false,
          minimumActive: 1,
          accounts: [account('main', false), account('spare', true)],
        },
      ],
    });
    expect(await gateway.metric('api_keys{api="p",status="backup"}')).toBe(1);
    const response = await gateway.admin('/api/v1/keys/rotate', {
      method: 'POST',
      body: { provider: 'p', activate_backup: true },
    });
    expect(await response.json()).toMatchObject({
      activated: ['spare'],
      keys: [{}, { key_id: 'spare', status: 'active' }],
    });
    expect(await gateway.metric('api_keys{api="p",status="backup"}')).toBe(0);
  });
});
