import { describe, expect, it } from 'vitest';
import { startSandbox } from '../test-support/start.ts';

describe('/faults', () => {
  it('lists what is set and what can be set', async () => {
    const sandbox = await startSandbox();
    await sandbox.fault({ kind: 'rate_limit', retry_after_seconds: 5 });
    const list = await (await sandbox.request('/faults')).json();
    expect(list).toMatchObject({
      faults: { a: { kind: 'rate_limit', retry_after_seconds: 5, probability: 1 } },
      kinds: { server_error: ['kind', 'probability', 'times', 'also_probes', 'status'] },
      settings: {
        server_error: {
          probability: { exclusiveMinimum: 0, maximum: 1, default: 1 },
          also_probes: { type: 'boolean', default: false },
          status: { type: 'integer', minimum: 500, maximum: 599, default: 500 },
        },
        refuse: { also_probes: { default: true } },
      },
    });
  });

  it.each([
    [{ kind: 'rate_limti' }, 'kind: expected one of rate_limit, unauthorized,'],
    [{}, 'kind: expected one of rate_limit'],
    [{ kind: 'server_error', status: 404 }, 'status: '],
    [{ kind: 'latency' }, 'latency_ms: '],
    [{ kind: 'hang', probability: 2 }, 'probability: '],
    [{ kind: 'hang', tiems: 2 }, 'unknown field tiems; fields of hang: kind, probability, times,'],
  ])('refuses %j with 400, naming the field', async (body, message) => {
    const sandbox = await startSandbox();
    const answer = await sandbox.fault(body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      error: { code: 'invalid_fault', message: expect.stringContaining(message) },
    });
    expect(await (await sandbox.request('/faults')).json()).toMatchObject({ faults: {} });
  });

  it('refuses a body that is not JSON', async () => {
    const sandbox = await startSandbox();
    const answer = await sandbox.request('/faults/a', { method: 'PUT', body: '{' });
    expect(answer.status).toBe(400);
  });

  it('lifts one fault or all', async () => {
    const sandbox = await startSandbox();
    await sandbox.fault({ kind: 'refuse' }, 'a');
    await sandbox.fault({ kind: 'server_error' }, '*');
    expect((await sandbox.request('/faults/a', { method: 'DELETE' })).status).toBe(204);
    expect((await sandbox.request('/faults/a', { method: 'DELETE' })).status).toBe(404);
    expect((await sandbox.chat()).status).toBe(500);
    expect((await sandbox.request('/faults', { method: 'DELETE' })).status).toBe(204);
    expect((await sandbox.chat()).status).toBe(200);
  });
});

describe('/stats', () => {
  it('counts per key what was asked, answered and suffered', async () => {
    const sandbox = await startSandbox();
    await sandbox.fault({ kind: 'server_error', times: 1 });
    await sandbox.chat();
    await sandbox.chat();
    await sandbox.models('b');
    expect(await (await sandbox.request('/stats')).json()).toEqual({
      keys: {
        a: { calls: 2, free: 0, aborted: 0, answers: { 200: 1, 500: 1 }, faults: { server_error: 1 } },
        b: { calls: 0, free: 1, aborted: 0, answers: { 200: 1 }, faults: {} },
      },
    });
    await sandbox.request('/stats', { method: 'DELETE' });
    expect(await (await sandbox.request('/stats')).json()).toEqual({ keys: {} });
  });
});
