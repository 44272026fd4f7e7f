import { afterAll, beforeAll } from 'vitest';
import type { Upstream } from '../types.ts';
import { type Contract, createOn } from './harness.ts';
import { StubServer } from './stub-server.ts';

/** A stub server and the provider pointed at it, for all tests of the enclosing `describe`. */
export function withUpstream(contract: Contract): { server: StubServer; upstream: Upstream } {
  const held: { server?: StubServer; upstream?: Upstream } = {};
  beforeAll(async () => {
    held.server = await StubServer.start();
    held.upstream = createOn(held.server, contract);
  });
  afterAll(async () => {
    await held.upstream?.close();
    await held.server?.stop();
  });
  return {
    get server() {
      if (held.server === undefined) throw new Error('the stub server runs only inside tests');
      return held.server;
    },
    get upstream() {
      if (held.upstream === undefined) throw new Error('the upstream exists only inside tests');
      return held.upstream;
    },
  };
}
