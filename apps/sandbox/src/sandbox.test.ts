import { describe, expect, it } from 'vitest';
import { createSandbox } from './sandbox.ts';
import { startSandbox } from './test-support/start.ts';

describe('a sandbox', () => {
  it.each([
    ['no key', undefined],
    ['a real key', 'Bearer sk-0123456789'],
    ['the bare prefix', 'Bearer sk-sandbox-'],
  ])('refuses %s and says which it takes', async (_what, authorization) => {
    const sandbox = await startSandbox();
    const answer = await sandbox.request('/models', { headers: authorization ? { authorization } : {} });
    expect(answer.status).toBe(401);
    expect(await answer.text()).toContain('the sandbox takes keys that begin with sk-sandbox-');
    expect(await (await sandbox.request('/stats')).json()).toEqual({ keys: {} });
  });

  it('refuses a broken body with 400 in the shape of either API', async () => {
    const sandbox = await startSandbox();
    const headers = { authorization: 'Bearer sk-sandbox-a' };
    for (const [path, type] of [
      ['/v1/chat/completions', 'invalid_request_error'],
      ['/v1/agent', 'invalid_request'],
    ]) {
      const answer = await sandbox.request(String(path), { method: 'POST', headers, body: '{"model":' });
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ error: { type } });
    }
  });

  it('runs beside another one without sharing faults', async () => {
    const [one, other] = await Promise.all([startSandbox(), startSandbox()]);
    await one.fault({ kind: 'server_error' });
    expect([(await one.chat()).status, (await other.chat()).status]).toEqual([500, 200]);
  });

  it('stops at once although calls hang, and frees its port', async () => {
    const sandbox = createSandbox({ port: 0 });
    const { url, port } = await sandbox.start();
    await fetch(`${url}/faults/*`, { method: 'PUT', body: '{"kind":"hang"}' });
    const call = fetch(`${url}/v1/agent`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk-sandbox-a' },
      body: '{}',
    });
    const outcome = call.then(
      () => 'answered',
      () => 'broken',
    );
    await expect.poll(async () => (await fetch(`${url}/stats`)).text()).toContain('silent');
    await sandbox.stop();
    expect(await outcome).toBe('broken');
    const next = createSandbox({ port });
    await next.start();
    await next.stop();
  });

  it('serves probes and metrics like every program', async () => {
    const sandbox = await startSandbox();
    const statuses = ['/health', '/ready', '/metrics'].map(async (path) => (await sandbox.request(path)).status);
    expect(await Promise.all(statuses)).toEqual([200, 200, 200]);
  });
});
