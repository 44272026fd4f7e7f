import { describe, expect, it } from 'vitest';
import { dataOf, startSandbox } from '../test-support/start.ts';

describe('keep_alive', () => {
  it('sends comments before the events of a stream', async () => {
    const waits: number[] = [];
    const sandbox = await startSandbox({ wait: async (milliseconds) => void waits.push(milliseconds) });
    await sandbox.fault({ kind: 'keep_alive', seconds: 2.5, interval_ms: 1000 });
    const text = await (await sandbox.chat({ stream: true })).text();
    expect(text).toMatch(/^(?:: keep-alive\n\n){3}data: /);
    expect(dataOf(text).at(-1)).toBe('[DONE]');
    expect(waits).toEqual([1000, 1000, 500]);
  });

  it('sends empty lines before a JSON body', async () => {
    const sandbox = await startSandbox({ wait: async () => {} });
    await sandbox.fault({ kind: 'keep_alive', seconds: 2 });
    const text = await (await sandbox.chat()).text();
    expect(text).toMatch(/^\n\n\{/);
    expect(JSON.parse(text)).toMatchObject({ object: 'chat.completion' });
  });
});
