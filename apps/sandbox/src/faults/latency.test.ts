import { describe, expect, it } from 'vitest';
import { startSandbox } from '../test-support/start.ts';

describe('latency', () => {
  it('waits its time plus a part of the jitter before the usual answer', async () => {
    const waits: number[] = [];
    const sandbox = await startSandbox({ wait: async (milliseconds) => void waits.push(milliseconds) });
    await sandbox.fault({ kind: 'latency', latency_ms: 400, jitter_ms: 100 });
    const answers = [await sandbox.chat(), await sandbox.chat()];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(waits.every((milliseconds) => milliseconds >= 400 && milliseconds < 500)).toBe(true);
    expect(new Set(waits).size).toBe(2);
  });
});
