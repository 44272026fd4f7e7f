import { describe, expect, it } from 'vitest';
import { dataOf, readAll, startSandbox } from '../test-support/start.ts';

describe('garbage', () => {
  it('is no JSON under a content type that says so', async () => {
    const sandbox = await startSandbox();
    await sandbox.fault({ kind: 'garbage' });
    const answer = await sandbox.chat();
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json']);
    const { bytes } = await readAll(answer);
    expect(() => JSON.parse(bytes.toString())).toThrow(SyntaxError);
  });

  it('is an event that cannot be read in a stream', async () => {
    const sandbox = await startSandbox();
    await sandbox.fault({ kind: 'garbage', status: 502 });
    const answer = await sandbox.agent({ stream: true });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([502, 'text/event-stream']);
    const [data = ''] = dataOf(await answer.text());
    expect(() => JSON.parse(data)).toThrow(SyntaxError);
  });
});
