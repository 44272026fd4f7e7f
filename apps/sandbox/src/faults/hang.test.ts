import { describe, expect, it } from 'vitest';
import { startSandbox } from '../test-support/start.ts';

describe('hang', () => {
  it('says nothing until the client gives up', async () => {
    const sandbox = await startSandbox();
    await sandbox.fault({ kind: 'hang' });
    const client = new AbortController();
    const answer = fetch(`${sandbox.url}/chat/completions`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk-sandbox-a' },
      body: '{}',
      signal: client.signal,
    });
    answer.catch(() => undefined);
    await expect.poll(() => statsOfA(sandbox)).toMatchObject({ answers: { silent: 1 } });
    client.abort();
    await expect(answer).rejects.toThrow('aborted');
    await expect.poll(() => statsOfA(sandbox)).toMatchObject({ aborted: 1 });
  });

  it('falls silent in the middle of a stream', async () => {
    const sandbox = await startSandbox();
    await sandbox.fault({ kind: 'hang', after_chunks: 2 });
    const response = await sandbox.chat({ stream: true });
    const reader = response.body?.getReader();
    let text = '';
    while (text.split('\n\n').length < 3) text += Buffer.from((await reader?.read())?.value ?? []).toString();
    const rest = reader?.read();
    const silence = new Promise((resolve) => setImmediate(() => setImmediate(resolve, 'silence')));
    expect(await Promise.race([rest, silence])).toBe('silence');
    await reader?.cancel();
  });
});

async function statsOfA(sandbox: { request(path: string): Promise<Response> }): Promise<unknown> {
  const { keys } = (await (await sandbox.request('/stats')).json()) as { keys: Record<string, unknown> };
  return keys['a'];
}
