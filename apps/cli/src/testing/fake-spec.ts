import { createServer } from 'node:net';
import { join } from 'node:path';
import type { ProgramSpec } from '../supervisor/spec.ts';

const entry = join(import.meta.dirname, 'fake-program.mjs');

/** A program for tests of supervision, on a free port. */
export async function fakeSpec(
  name: string,
  flags: readonly string[] = [],
  changes: Partial<ProgramSpec> = {},
): Promise<ProgramSpec> {
  const port = await freePort();
  return {
    name,
    command: process.execPath,
    args: [entry, `--port=${port}`, ...flags],
    ipc: false,
    after: [],
    layer: 0,
    url: `http://127.0.0.1:${port}`,
    readyUrl: `http://127.0.0.1:${port}/ready`,
    listen: { host: '127.0.0.1', port, setting: `${name}.port` },
    ...changes,
  };
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
