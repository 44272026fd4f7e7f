import { isUtf8 } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { dataOf, readAll, startSandbox } from '../test-support/start.ts';

describe('half_utf8', () => {
  it.each(['chat', 'agent'] as const)('ends a %s stream inside a character', async (api) => {
    const sandbox = await startSandbox();
    await sandbox.fault({ kind: 'half_utf8' });
    const { bytes, ended } = await readAll(await sandbox[api]({ stream: true }));
    expect(ended).toBe(true);
    expect(isUtf8(bytes)).toBe(false);
    expect(isUtf8(bytes.subarray(0, -1))).toBe(true);
  });

  it('splits a character over two pieces of a whole answer', async () => {
    const sandbox = await startSandbox();
    await sandbox.fault({ kind: 'half_utf8', completes: true });
    const { bytes, pieces } = await readAll(await sandbox.chat({ stream: true }));
    expect(pieces.some((piece) => !isUtf8(piece))).toBe(true);
    expect(bytes.toString()).toContain('"content":"éSimulated"');
    expect(dataOf(bytes.toString()).at(-1)).toBe('[DONE]');
  });
});
