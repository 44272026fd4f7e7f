import { describe, expect, it } from 'vitest';
import { textOf } from './dialects.ts';
import { type Contract, callOptions, drain, requestOf, requireStream, SECRET } from './harness.ts';
import { sendEvents, sendPart, sendStepwise, startEvents } from './stub-server.ts';
import { withUpstream } from './with-upstream.ts';

/** Streams that end well. */
export function describeStreams(contract: Contract): void {
  const { opening, token, closing } = contract.spoken;
  const text = 'Grüße, 世界 🚀 and a "usage": {"x"} [DONE]';
  const words = text.split(/(?<= )/);
  const whole = [...opening, ...words.map(token), ...closing].join('');

  describe('a stream', () => {
    const on = withUpstream(contract);
    const callWith = async (parts: Iterable<string | Buffer>, more = {}) => {
      on.server.script = sendEvents(parts);
      return on.upstream.call(requestOf(contract, true, more), SECRET, callOptions());
    };

    it('brings the whole text, then ends', async () => {
      const { sse, error } = await drain(await callWith([whole]));
      expect(error).toBeUndefined();
      expect(textOf(sse, contract.dialect)).toBe(text);
      expect(sse.endsWith('data: [DONE]\n\n')).toBe(contract.dialect === 'chat');
    });

    it('is the same however its bytes are cut', async () => {
      const uncut = (await drain(await callWith([whole]))).sse;
      const bytes = Buffer.from(whole);
      for (const size of [1, 3, 64, 1000]) {
        const parts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
          bytes.subarray(at * size, (at + 1) * size),
        );
        const { sse, error } = await drain(await callWith(parts));
        expect(error).toBeUndefined();
        expect(sse).toBe(uncut);
      }
    });

    it.each([
      ['CRLF', '\r\n'],
      ['CR', '\r'],
    ])('may end its lines with %s', async (_title, ending) => {
      const { sse } = await drain(await callWith([whole.replaceAll('\n', ending)]));
      expect(textOf(sse, contract.dialect)).toBe(text);
    });

    it('is handed on as one string per network chunk', async () => {
      const parts = [opening.join('') + token('one'), token('two') + token('three'), token('four') + closing.join('')];
      const { script, step } = sendStepwise(parts);
      on.server.script = script;
      const answer = await on.upstream.call(requestOf(contract, true), SECRET, callOptions());
      const received: string[] = [];
      for await (const part of requireStream(answer).events) {
        received.push(textOf(part, contract.dialect));
        step();
      }
      expect(received).toEqual(['one', 'twothree', 'four']);
    });

    it('is answered only once the first token is there, held-back frames first', async () => {
      let resolved = false;
      on.server.script = async (response) => {
        startEvents(response);
        await sendPart(response, ': keep-alive\n\n');
        await sendPart(response, '\n\n');
        for (const frame of opening) await sendPart(response, frame);
        expect(resolved).toBe(false);
        response.end(token('x') + closing.join(''));
      };
      const answer = await on.upstream.call(requestOf(contract, true), SECRET, callOptions());
      resolved = true;
      const { parts } = await drain(answer);
      expect(parts[0]?.startsWith('data: ')).toBe(true);
      expect(textOf(parts.join(''), contract.dialect)).toBe('x');
    });

    it('tells usage at its end', async () => {
      const answer = requireStream(await callWith([whole]));
      await drain(answer);
      expect(answer.usage()).toMatchObject({ prompt: 20, completion: 8, cached: 5, reasoning: 3 });
      expect(answer.firstTokenMs).toBeGreaterThan(0);
    });

    it('may consist of its end alone', async () => {
      const { error, sse } = await drain(await callWith([opening.join(''), closing.join('')]));
      expect(error).toBeUndefined();
      expect(textOf(sse, contract.dialect)).toBe('');
    });

    it('gives its connection back for the next call', async () => {
      const sockets = new Set<unknown>();
      on.server.script = async (response, request) => {
        sockets.add(response.socket);
        await sendEvents([opening.join('') + token('x'), closing.join('')])(response, request);
      };
      for (let call = 0; call < 6; call += 1) {
        await drain(await on.upstream.call(requestOf(contract, true), SECRET, callOptions()));
      }
      // The end of one answer may still be on its way when the next call looks for a connection.
      expect(sockets.size).toBeLessThan(3);
    });

    it('ends with its last event even when the provider keeps the connection open', async () => {
      on.server.script = async (response) => {
        startEvents(response);
        await sendPart(response, whole);
      };
      const { error } = await drain(await on.upstream.call(requestOf(contract, true), SECRET, callOptions()));
      expect(error).toBeUndefined();
      await on.server.last.gone;
    });
  });
}
