import { describe, expect, it } from 'vitest';
import { dataOf, readAll, startSandbox } from '../test-support/start.ts';

describe('half_frame', () => {
  it('ends a stream inside an event', async () => {
    const sandbox = await startSandbox();
    await sandbox.fault({ kind: 'half_frame', after_chunks: 1 });
    const { bytes, ended } = await readAll(await sandbox.chat({ stream: true }));
    expect(ended).toBe(true);
    const data = dataOf(bytes.toString());
    expect(data).toHaveLength(2);
    expect(() => JSON.parse(data[1] ?? '')).toThrow(SyntaxError);
  });

  it('splits an event over two pieces of a whole answer', async () => {
    const sandbox = await startSandbox();
    await sandbox.fault({ kind: 'half_frame', completes: true });
    const { bytes, pieces } = await readAll(await sandbox.chat({ stream: true }));
    expect(pieces.some((piece) => !piece.toString().endsWith('\n\n'))).toBe(true);
    expect(dataOf(bytes.toString()).at(-1)).toBe('[DONE]');
  });
});
