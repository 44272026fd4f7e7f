import { describe, expect, it } from 'vitest';
import { dataOf, readAll, startSandbox } from '../test-support/start.ts';

describe('cut_stream', () => {
  it.each(['fin', 'reset'])('breaks the body off after some events, by %s', async (ending) => {
    const sandbox = await startSandbox();
    await sandbox.fault({ kind: 'cut_stream', after_chunks: 4, ending });
    const { bytes, ended } = await readAll(await sandbox.chat({ stream: true }));
    expect(ended).toBe(false);
    expect(dataOf(bytes.toString()).length).toBeLessThanOrEqual(4);
    if (ending === 'fin') expect(dataOf(bytes.toString())).toHaveLength(4);
  });

  it('can end as HTTP does and still lack the last events', async () => {
    const sandbox = await startSandbox();
    await sandbox.fault({ kind: 'cut_stream', ending: 'complete' });
    const { bytes, ended } = await readAll(await sandbox.agent({ stream: true }));
    expect(ended).toBe(true);
    expect(dataOf(bytes.toString())).toHaveLength(3);
    expect(bytes.toString()).not.toContain('response.completed');
  });

  it('breaks a JSON body in its middle', async () => {
    const sandbox = await startSandbox();
    await sandbox.fault({ kind: 'cut_stream' });
    const { bytes, ended } = await readAll(await sandbox.chat());
    expect(ended).toBe(false);
    expect(bytes.toString()).toMatch(/^\{"id"/);
  });
});
