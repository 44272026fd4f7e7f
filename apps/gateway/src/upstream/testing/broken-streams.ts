import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { UpstreamFault } from '../errors.ts';
import type { Answer } from '../types.ts';
import { textOf } from './dialects.ts';
import { type Contract, callOptions, drain, requestOf, requireFault, requireStream, SECRET } from './harness.ts';
import { reset, type Script, sendEvents, sendJson, sendPart, sendStepwise, startEvents } from './stub-server.ts';
import { withUpstream } from './with-upstream.ts';

/** Streams that break: a fault before the first token, an error from the iterator after it. */
export function describeBrokenStreams(contract: Contract): void {
  const { opening, token, closing, errorFrame } = contract.spoken;
  const begun = opening.join('') + token('one ');

  describe('a stream that breaks', () => {
    const on = withUpstream(contract);
    const callWith = (script: Script): Promise<Answer> => {
      on.server.script = script;
      return on.upstream.call(requestOf(contract, true), SECRET, callOptions());
    };
    const failure = (errorType: string) => ({ kind: 'failure', errorType });

    it.each<[title: string, parts: (string | Buffer)[], errorType: string]>([
      ['at once', [], 'stream_cut'],
      ['after comments', [': keep-alive\n\n', '\n\n'], 'stream_cut'],
      ['after frames without a token', [opening.join('')], 'stream_cut'],
      ['within the first token', [opening.join('') + token('one').slice(0, -9)], 'stream_cut'],
      ['by a frame that is no JSON', ['data: {"half":\n\n'], 'bad_answer'],
    ])('%s is a fault', async (_title, parts, errorType) => {
      expect(requireFault(await callWith(sendEvents(parts)))).toMatchObject(failure(errorType));
    });

    it('by an error before the first token is a fault', async () => {
      const fault = requireFault(await callWith(sendEvents([opening.join(''), errorFrame])));
      expect(fault).toMatchObject({ kind: 'failure', message: expect.stringContaining('it broke') });
    });

    it('by an error in the same chunk as the first token is a fault too, nothing having been handed out', async () => {
      expect(requireFault(await callWith(sendEvents([begun + errorFrame])))).toMatchObject({ kind: 'failure' });
    });

    it('by a reset before the first token is a fault', async () => {
      const fault = requireFault(
        await callWith(async (response) => {
          startEvents(response);
          await sendPart(response, opening.join(''));
          reset(response);
        }),
      );
      expect(fault).toMatchObject(failure('connection'));
    });

    it('because it is JSON with an error is a fault that tells the error', async () => {
      const fault = requireFault(await callWith(sendJson({ error: { message: 'it broke', code: 503 } })));
      expect(fault).toMatchObject({ ...failure('overloaded'), message: expect.stringContaining('it broke') });
    });

    it('because it is a whole answer is a bad answer', async () => {
      expect(requireFault(await callWith(sendJson(contract.spoken.json)))).toMatchObject(failure('bad_answer'));
    });

    const half = Buffer.from(token('🚀'));
    it.each<[title: string, tail: string | Buffer]>([
      ['between two frames', ''],
      ['within a frame', token('two').slice(0, -9)],
      ['before the blank line of a frame', token('two').slice(0, -1)],
      ['within a character', half.subarray(0, half.indexOf(Buffer.from('🚀')) + 2)],
    ])('%s after the first token throws', async (_title, tail) => {
      const { sse, error } = await drain(await callWith(sendEvents([begun, token('more '), tail])));
      expect(textOf(sse, contract.dialect)).toBe('one more ');
      expect(error).toBeInstanceOf(UpstreamFault);
      expect((error as UpstreamFault).fault).toMatchObject(failure('stream_cut'));
    });

    it('at any byte before its end never looks complete', async () => {
      const [firstClosing = ''] = closing;
      const bytes = Buffer.from(begun + token('two 🚀') + firstClosing);
      for (let cut = 0; cut < bytes.length; cut += 7) {
        const answer = await callWith(sendEvents([bytes.subarray(0, cut)]));
        if (answer.kind !== 'fault') expect((await drain(answer)).error).toBeInstanceOf(UpstreamFault);
      }
    });

    it('by a reset after the first token throws', async () => {
      const answer = await callWith(async (response) => {
        startEvents(response);
        await sendPart(response, begun);
        setTimeout(() => reset(response), 5);
      });
      const { error } = await drain(answer);
      expect((error as UpstreamFault).fault).toMatchObject(failure('stream_cut'));
    });

    it('by a reset tells a reader that has stopped reading', async () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const answer = requireStream(
        await callWith(async (response) => {
          startEvents(response);
          await sendPart(response, begun);
          await promise;
          reset(response);
        }),
      );
      const broken = once(answer.broken, 'abort');
      resolve();
      await broken;
      expect((await drain(answer)).error).toMatchObject({ fault: failure('stream_cut') });
      expect(answer.broken.aborted).toBe(true);
    });

    it('by an error after the first token throws, after everything before it was handed on', async () => {
      const { script, step } = sendStepwise([begun, token('two ') + token('three') + errorFrame]);
      const answer = await callWith(script);
      step();
      const { sse, error } = await drain(answer);
      expect(textOf(sse, contract.dialect)).toBe('one two three');
      expect((error as UpstreamFault).fault).toMatchObject({
        kind: 'failure',
        message: expect.stringContaining('it broke'),
      });
    });

    it('by a frame without an end throws before the memory is full', async () => {
      const answer = await callWith(async (response) => {
        startEvents(response);
        await sendPart(response, begun);
        const endless = Buffer.alloc(1_000_000, 'x');
        response.write('data: "');
        for (let sent = 0; sent < 12 && !response.destroyed; sent += 1) await sendPart(response, endless);
        response.end(`"\n\n${closing.join('')}`);
      });
      const { error } = await drain(answer);
      expect((error as UpstreamFault).fault).toMatchObject(failure('bad_answer'));
    });
  });
}
