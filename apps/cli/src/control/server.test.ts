import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { ControlClient } from './client.ts';
import type { SupervisorStatus } from './protocol.ts';
import { serveControl } from './server.ts';

test('whoever asks for the end gets an answer, also when the end comes before the status is known', async () => {
  const path = join(temporaryFolder(), 'supervisor.sock');
  const status = Promise.withResolvers<SupervisorStatus>();
  const control = await serveControl(path, {
    status: () => status.promise,
    stop: () => {
      void control[Symbol.asyncDispose]();
      setImmediate(() =>
        status.resolve({
          pid: 1,
          state: 'stopping',
          started_at: 0,
          programs: [],
          effective: { providers: [], notifications: 'inbox' },
        }),
      );
    },
    restart: async () => {},
  });
  expect(await new ControlClient(path).stop()).toMatchObject({ state: 'stopping' });
  expect(await new ControlClient(path).status()).toBeUndefined();
});
