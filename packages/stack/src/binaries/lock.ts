import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Holds a lock named after a folder until it is disposed of.
 *
 * It is an abstract Unix socket, which only Linux has: the kernel drops it with its process, so a killed process leaves
 * no lock behind. apt is only on Linux too.
 */
export async function lockFolder(folder: string, signal?: AbortSignal): Promise<AsyncDisposable> {
  const name = `\0switchgear-${createHash('sha256').update(folder).digest('hex').slice(0, 32)}`;
  for (;;) {
    const held = await tryListen(name);
    if (held !== undefined) return held;
    await delay(100, undefined, { signal });
  }
}

function tryListen(name: string): Promise<AsyncDisposable | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen(name, () => {
      resolve({ [Symbol.asyncDispose]: () => new Promise((done) => server.close(() => done())) });
    });
  });
}
