import { describe, expect, it } from 'vitest';
import type { UpstreamFault } from '../errors.ts';
import { type Contract, callOptions, drain, requestOf, requireFault, requireStream, SECRET } from './harness.ts';
import { sendJson, sendPart, startEvents } from './stub-server.ts';
import { withUpstream } from './with-upstream.ts';

/** Callers that go away. */
export function describeAborts(contract: Contract): void {
  const { opening, token } = contract.spoken;

  describe('a caller that goes away', () => {
    const on = withUpstream(contract);
    const aborted = { kind: 'abort', errorType: 'abort' };
    const endless = async (response: Parameters<typeof startEvents>[0]) => {
      startEvents(response);
      await sendPart(response, opening.join('') + token('x'));
    };

    it('before the call costs no request', async () => {
      on.server.script = sendJson(contract.spoken.json);
      await on.upstream.call(requestOf(contract, false), SECRET, callOptions());
      const before = on.server.requests.length;
      const answer = await on.upstream.call(requestOf(contract, false), SECRET, callOptions({}, AbortSignal.abort()));
      expect(requireFault(answer)).toMatchObject(aborted);
      expect(on.server.requests.length).toBe(before);
    });

    it.each([false, true])('before the headers breaks the call off (stream: %s)', async (stream) => {
      const controller = new AbortController();
      on.server.script = () => controller.abort();
      const answer = await on.upstream.call(requestOf(contract, stream), SECRET, callOptions({}, controller.signal));
      expect(requireFault(answer)).toMatchObject(aborted);
      await on.server.last.gone;
    });

    it('in the middle of a stream breaks the call off', async () => {
      const controller = new AbortController();
      on.server.script = endless;
      const answer = await on.upstream.call(requestOf(contract, true), SECRET, callOptions({}, controller.signal));
      setTimeout(() => controller.abort(), 5);
      const { error } = await drain(answer);
      expect((error as UpstreamFault).fault).toMatchObject(aborted);
      await on.server.last.gone;
    });

    it('by not reading on breaks the call off', async () => {
      on.server.script = endless;
      const answer = requireStream(await on.upstream.call(requestOf(contract, true), SECRET, callOptions()));
      for await (const part of answer.events) {
        expect(part).toContain('x');
        break;
      }
      await on.server.last.gone;
    });
  });
}
