import { describe, expect, it } from 'vitest';
import { startSandbox } from '../test-support/start.ts';

describe('server_error', () => {
  it('answers 500, or the status it is given', async () => {
    const sandbox = await startSandbox();
    await sandbox.fault({ kind: 'server_error' });
    expect((await sandbox.chat()).status).toBe(500);
    await sandbox.fault({ kind: 'server_error', status: 503 });
    expect((await sandbox.agent()).status).toBe(503);
  });

  it('spares the free calls unless told', async () => {
    const sandbox = await startSandbox();
    await sandbox.fault({ kind: 'server_error' });
    expect((await sandbox.models()).status).toBe(200);
    await sandbox.fault({ kind: 'server_error', also_probes: true });
    expect((await sandbox.models()).status).toBe(500);
  });
});
