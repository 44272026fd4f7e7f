import { describe, expect, it } from 'vitest';
import { startSandbox } from '../test-support/start.ts';

describe('rate_limit', () => {
  it('answers 429 without Retry-After unless told', async () => {
    const sandbox = await startSandbox();
    await sandbox.fault({ kind: 'rate_limit' });
    const answer = await sandbox.chat();
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, null]);
    expect(await answer.json()).toMatchObject({ error: { type: 'rate_limit_error' } });
  });

  it('says in seconds or as a date when to come back', async () => {
    const sandbox = await startSandbox({ now: () => Date.UTC(2026, 0, 1) });
    await sandbox.fault({ kind: 'rate_limit', retry_after_seconds: 30 });
    expect((await sandbox.chat()).headers.get('retry-after')).toBe('30');
    await sandbox.fault({ kind: 'rate_limit', retry_after_seconds: 30, as_date: true });
    expect((await sandbox.chat()).headers.get('retry-after')).toBe('Thu, 01 Jan 2026 00:00:30 GMT');
  });

  it('tells the quota to the Agent API alone', async () => {
    const sandbox = await startSandbox();
    await sandbox.fault({ kind: 'rate_limit', limit: 7 });
    const { headers } = await sandbox.agent();
    expect([headers.get('x-ratelimit-limit'), headers.get('x-ratelimit-remaining')]).toEqual(['7', '0']);
    expect((await sandbox.chat()).headers.get('x-ratelimit-limit')).toBeNull();
  });

  it('spares the free calls', async () => {
    const sandbox = await startSandbox();
    await sandbox.fault({ kind: 'rate_limit' });
    expect((await sandbox.models()).status).toBe(200);
  });
});
