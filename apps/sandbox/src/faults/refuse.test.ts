import { describe, expect, it } from 'vitest';
import { startSandbox } from '../test-support/start.ts';

describe('refuse', () => {
  it('resets the connection before any header, for free calls too', async () => {
    const sandbox = await startSandbox();
    await sandbox.fault({ kind: 'refuse' });
    for (const call of [sandbox.chat, sandbox.models]) {
      await expect(call()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
    }
  });
});
