import { describe, expect, it } from 'vitest';
import { startSandbox } from '../test-support/start.ts';

describe('forbidden', () => {
  it('answers 403 to both APIs and to the free calls', async () => {
    const sandbox = await startSandbox();
    await sandbox.fault({ kind: 'forbidden' });
    const answers = await Promise.all([sandbox.chat(), sandbox.agent(), sandbox.models()]);
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
  });

  it('leaves other keys alone', async () => {
    const sandbox = await startSandbox();
    await sandbox.fault({ kind: 'forbidden' });
    expect((await sandbox.chat({}, 'b')).status).toBe(200);
  });
});
