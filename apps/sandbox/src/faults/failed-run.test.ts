import { describe, expect, it } from 'vitest';
import { dataOf, startSandbox } from '../test-support/start.ts';

describe('failed_run', () => {
  it('is a failed run inside a 200', async () => {
    const sandbox = await startSandbox();
    await sandbox.fault({ kind: 'failed_run' });
    const answer = await sandbox.agent();
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ status: 'failed', output: [], error: { type: 'server_error' } });
  });

  it('ends a stream with response.failed', async () => {
    const sandbox = await startSandbox();
    await sandbox.fault({ kind: 'failed_run' });
    const data = dataOf(await (await sandbox.agent({ stream: true })).text());
    expect(data.map((text) => JSON.parse(text).type)).toEqual(['response.created', 'response.failed']);
  });

  it('leaves chat calls as they are', async () => {
    const sandbox = await startSandbox();
    await sandbox.fault({ kind: 'failed_run' });
    expect(await (await sandbox.chat()).json()).toMatchObject({ choices: [{ finish_reason: 'stop' }] });
  });
});
