import { describe, expect, it } from 'vitest';
import { startSandbox } from '../test-support/start.ts';

describe('payment_required', () => {
  it('answers 402 to both APIs and to the free calls', async () => {
    const sandbox = await startSandbox();
    await sandbox.fault({ kind: 'payment_required' });
    const answers = await Promise.all([sandbox.chat(), sandbox.agent(), sandbox.models()]);
    expect(answers.map(({ status }) => status)).toEqual([402, 402, 402]);
  });

  it('leaves other keys alone', async () => {
    const sandbox = await startSandbox();
    await sandbox.fault({ kind: 'payment_required' });
    expect((await sandbox.chat({}, 'b')).status).toBe(200);
  });
});
