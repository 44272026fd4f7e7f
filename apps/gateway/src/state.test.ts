import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startGateway } from './test-support/gateway.ts';
import { answer, completion, keyOf, type ScriptedProvider, startProvider } from './test-support/provider.ts';

let provider: ScriptedProvider;
let stateDir: string;

beforeEach(async () => {
  provider = await startProvider();
  stateDir = mkdtempSync(join(tmpdir(), 'gateway-state-'));
});

afterEach(async () => {
  await provider.stop();
  rmSync(stateDir, { recursive: true, force: true });
});

describe('after a restart', () => {
  it('open, quarantined and overridden keys still are, with their deadlines', async () => {
    const keys = ['one', 'two', 'three', 'four'];
    let gateway = await startGateway(provider.url, keys, { stateDir });
    provider.handle = (request, response) => {
      if (keyOf(request) === 'sk-one') return answer(response, 429, {}, { 'retry-after': '600' });
      if (keyOf(request) === 'sk-two') return answer(response, 401, {});
      return answer(response, 200, completion('hello'));
    };
    while (new Set(provider.calls.map(({ key }) => key)).size < keys.length) await gateway.chat();
    await gateway.admin('/api/v1/circuit-breaker/id-three/override', { method: 'POST', body: { mode: 'forced_open' } });
    const before = await gateway.breaker('id-one');
    await gateway.stop();

    gateway = await startGateway(provider.url, keys, { stateDir });
    expect(await gateway.breaker('id-one')).toMatchObject({ state: 'open', open_until: before?.['open_until'] });
    expect(await gateway.breaker('id-two')).toMatchObject({ open_reason: 'quarantine', open_until: null });
    expect(await gateway.breaker('id-three')).toMatchObject({ state: 'open', mode: 'forced_open' });
    expect(await gateway.breaker('id-four')).toMatchObject({ state: 'closed' });
    await gateway.stop();
  });
});

describe('a key', () => {
  it('appears nowhere in any part: not in logs, metrics, errors, reports or files, even when the provider echoes it', async () => {
    const secret = 'sk-Zq7planted-Xw9canary-Kp3tail';
    const gateway = await startGateway(provider.url, [], {
      stateDir,
      providers: [
        {
          name: 'p',
          displayName: 'P',
          kind: 'openai',
          baseUrl: provider.url,
          models: ['m'],
          simulated: false,
          minimumActive: 1,
          accounts: [{ name: 'main', backup: false, keys: [{ id: 'alias', secret }] }],
        },
      ],
    });
    const shown: string[] = [];
    for (const status of [422, 500, 429, 401]) {
      provider.handle = (request, response) =>
        answer(response, status, { error: { message: `the key ${keyOf(request)} is not welcome` } });
      shown.push(await (await gateway.chat()).text());
      await gateway.admin('/api/v1/circuit-breaker/reset', { method: 'POST' });
    }
    for (const path of ['/metrics', '/health/full', '/openapi.json', '/ready']) {
      shown.push(await (await fetch(`${gateway.url}${path}`)).text());
    }
    for (const path of ['/api/v1/keys', '/api/v1/circuit-breaker/stats']) {
      shown.push(await (await gateway.admin(path)).text());
    }
    await gateway.stop();
    shown.push(gateway.log());
    const files = readdirSync(stateDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) shown.push(readFileSync(join(file.parentPath, file.name), 'latin1'));
    expect(provider.calls.every(({ key }) => key === secret)).toBe(true);
    const parts = Array.from({ length: secret.length - 7 }, (_, start) => secret.slice(start, start + 8));
    for (const text of shown) for (const part of parts) expect(text).not.toContain(part);
  });
});
