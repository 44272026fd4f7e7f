import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { UpstreamFault } from '../errors.ts';
import type { Deadlines } from '../types.ts';
import { textOf } from './dialects.ts';
import { type Contract, callOptions, drain, requestOf, requireFault, requireStream, SECRET } from './harness.ts';
import { type Script, sendEvents, sendPart, startEvents } from './stub-server.ts';
import { withUpstream } from './with-upstream.ts';

/** Providers that keep the caller waiting. */
export function describeDeadlines(contract: Contract): void {
  const { opening, token, closing } = contract.spoken;
  const begun = opening.join('') + token('x');
  const timeout = { kind: 'failure', errorType: 'timeout' };

  describe('a provider that hangs', () => {
    const on = withUpstream(contract);
    const callWith = (script: Script, deadlines: Partial<Deadlines>, stream = true) => {
      on.server.script = script;
      return on.upstream.call(requestOf(contract, stream), SECRET, callOptions(deadlines));
    };
    const keepAlives =
      (first: string): Script =>
      async (response, { gone }) => {
        startEvents(response);
        await sendPart(response, first);
        const timer = setInterval(() => response.write(': keep-alive\n\n\n\n'), 5);
        await gone;
        clearInterval(timer);
      };

    it('before the headers is a time-out, and the call is broken off', async () => {
      expect(requireFault(await callWith(() => {}, { firstTokenMs: 30 }))).toMatchObject(timeout);
      await on.server.last.gone;
    });

    it('before the headers of a whole answer is one after half of the total time, which leaves some for another key', async () => {
      const answer = await callWith(() => {}, { firstTokenMs: 5, idleMs: 5, totalMs: 40 }, false);
      expect(requireFault(answer)).toMatchObject({ ...timeout, message: expect.stringContaining(' 20 ms') });
    });

    it('with keep-alives instead of a first token is a time-out', async () => {
      expect(requireFault(await callWith(keepAlives(opening.join('')), { firstTokenMs: 40 }))).toMatchObject(timeout);
    });

    it('with keep-alives after the first token is a time-out', async () => {
      const { error } = await drain(await callWith(keepAlives(begun), { idleMs: 40 }));
      expect((error as UpstreamFault).fault).toMatchObject(timeout);
      await on.server.last.gone;
    });

    it('but sends tokens for ever meets the total deadline', async () => {
      const script: Script = async (response) => {
        startEvents(response);
        response.write(begun);
        while (!response.destroyed) {
          await sendPart(response, token('y'));
          await new Promise((resolve) => setTimeout(resolve, 2));
        }
      };
      const { error, parts } = await drain(await callWith(script, { totalMs: 250 }));
      expect((error as UpstreamFault).fault).toMatchObject(timeout);
      expect(parts.length).toBeGreaterThan(1);
    });

    it('is broken off for a reader that has stopped reading, who is told of it', async () => {
      const flood: Script = async (response, { gone }) => {
        startEvents(response);
        response.write(begun);
        const fill = () => response.write(token('y'.repeat(10_000)), (error) => error ?? fill());
        fill();
        await gone;
      };
      const answer = requireStream(await callWith(flood, { totalMs: 120 }));
      const events = answer.events[Symbol.asyncIterator]();
      await events.next();
      expect(answer.broken.aborted).toBe(false);
      await once(answer.broken, 'abort');
      await on.server.last.gone;
      await expect(events.next()).rejects.toMatchObject({ fault: timeout });
    });

    it('tells a reader that has stopped reading also when all has arrived', async () => {
      const answer = requireStream(await callWith(sendEvents([begun, token('y')]), { totalMs: 60 }));
      await once(answer.broken, 'abort');
      expect((await drain(answer)).error).toMatchObject({ fault: timeout });
    });

    it('is not blamed while this process is blocked: what has arrived by then counts', async () => {
      const read = Promise.withResolvers<void>();
      const answer = await callWith(
        async (response) => {
          startEvents(response);
          await sendPart(response, begun);
          await read.promise;
          await new Promise<void>((resolve) => response.write(token('y'), () => resolve()));
          // The token is in the socket; when the process goes on, its timers come before its sockets.
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 120);
          response.end(closing.join(''));
        },
        { idleMs: 60 },
      );
      const events = requireStream(answer).events[Symbol.asyncIterator]();
      await events.next();
      const second = events.next();
      read.resolve();
      expect(textOf((await second).value ?? '', contract.dialect)).toBe('y');
      while ((await events.next()).done !== true);
    });

    it('is not blamed for a reader that takes its time', async () => {
      const answer = requireStream(await callWith(sendEvents([begun, token('y'), closing.join('')]), { idleMs: 40 }));
      for await (const part of answer.events) {
        expect(part).not.toBe('');
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
    });
  });
}
