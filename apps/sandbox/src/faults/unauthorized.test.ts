import { describe, expect, it } from 'vitest';
import { startSandbox } from '../test-support/start.ts';

describe('unauthorized', () => {
  it('answers 401 to both APIs and to the free calls', async () => {
    const sandbox = await startSandbox();
    await sandbox.fault({ kind: 'unauthorized' });
    const answers = await Promise.all([sandbox.chat(), sandbox.agent(), sandbox.models()]);
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
  });

  it('leaves other keys alone', async () => {
    const sandbox = await startSandbox();
    await sandbox.fault({ kind: 'unauthorized' });
    expect((await sandbox.chat({}, 'b')).status).toBe(200);
  });
});
