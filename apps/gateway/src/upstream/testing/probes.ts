import { describe, expect, it } from 'vitest';
import { type Contract, callOptions, createOn, requestOf, requireFault, SECRET } from './harness.ts';
import { reset, StubServer, sendJson } from './stub-server.ts';
import { withUpstream } from './with-upstream.ts';

/** The free call, and the end. */
export function describeProbes(contract: Contract): void {
  describe('a probe', () => {
    const on = withUpstream(contract);
    const { signal } = new AbortController();

    it('succeeds with a good key, by a free call', async () => {
      const [status, body] = contract.probe.healthy;
      on.server.script = sendJson(body, status);
      expect(await on.upstream.probe(SECRET, signal)).toEqual({ ok: true });
      expect(on.server.last.url).toBe(contract.probe.path);
      expect(on.server.last.headers.authorization).toBe(`Bearer ${SECRET}`);
    });

    it.each([
      [401, 'credential'],
      [402, 'credit'],
      [403, 'credential'],
      [429, 'rate_limit'],
      [500, 'failure'],
    ])('answered %i fails by the same table as calls', async (status, kind) => {
      on.server.script = sendJson({ error: { message: `not with ${SECRET}` } }, status);
      const result = await on.upstream.probe(SECRET, signal);
      expect(result).toMatchObject({ ok: false, fault: { kind, status } });
      expect(JSON.stringify(result)).not.toContain(SECRET);
    });

    it('whose connection breaks fails', async () => {
      on.server.script = reset;
      const result = await on.upstream.probe(SECRET, signal);
      expect(result).toMatchObject({ ok: false, fault: { kind: 'failure', errorType: 'connection' } });
    });

    it('can be broken off', async () => {
      const controller = new AbortController();
      on.server.script = () => controller.abort();
      const result = await on.upstream.probe(SECRET, controller.signal);
      expect(result).toMatchObject({ ok: false, fault: { kind: 'abort' } });
    });
  });

  describe('closing', () => {
    it('ends the calls that are under way', async () => {
      const server = await StubServer.start();
      const upstream = createOn(server, contract);
      server.script = () => {
        void upstream.close();
      };
      const answer = await upstream.call(requestOf(contract, false), SECRET, callOptions());
      expect(requireFault(answer)).toMatchObject({ kind: 'failure', errorType: 'connection' });
      await server.stop();
    });
  });
}
