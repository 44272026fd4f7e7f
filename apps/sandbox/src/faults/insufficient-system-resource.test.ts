import { describe, expect, it } from 'vitest';
import { dataOf, startSandbox } from '../test-support/start.ts';

const finish = 'insufficient_system_resource';

describe('insufficient_system_resource', () => {
  it('is an empty answer with that finish_reason inside a 200', async () => {
    const sandbox = await startSandbox();
    await sandbox.fault({ kind: finish });
    const answer = await sandbox.chat();
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ choices: [{ finish_reason: finish, message: { content: '' } }] });
  });

  it('breaks a stream off after some events', async () => {
    const sandbox = await startSandbox();
    await sandbox.fault({ kind: finish, after_chunks: 3 });
    const data = dataOf(await (await sandbox.chat({ stream: true })).text());
    expect(data).toHaveLength(5);
    expect(JSON.parse(data[3] ?? '')).toMatchObject({ choices: [{ finish_reason: finish }] });
    expect(data[4]).toBe('[DONE]');
  });

  it('leaves refusals and agent runs as they are', async () => {
    const sandbox = await startSandbox();
    await sandbox.fault({ kind: finish });
    expect((await sandbox.chat({ messages: [] })).status).toBe(422);
    expect(await (await sandbox.agent()).json()).toMatchObject({ status: 'completed' });
  });
});
