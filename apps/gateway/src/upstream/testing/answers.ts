import { describe, expect, it } from 'vitest';
import { agentSpoken } from './dialects.ts';
import { type Contract, callOptions, requestOf, requireFault, SECRET } from './harness.ts';
import { sendJson } from './stub-server.ts';
import { withUpstream } from './with-upstream.ts';

/** Whole JSON answers. */
export function describeAnswers(contract: Contract): void {
  describe('a whole answer', () => {
    const on = withUpstream(contract);
    const translated = contract.dialect === 'chat' && contract.spoken === agentSpoken;

    it('goes to the documented path with the key as bearer, asking for no compression', async () => {
      on.server.script = sendJson(contract.spoken.json);
      await on.upstream.call(requestOf(contract, false), SECRET, callOptions());
      const { method, url, headers } = on.server.last;
      expect([method, url]).toEqual(['POST', contract.path]);
      expect(headers).toMatchObject({
        authorization: `Bearer ${SECRET}`,
        'accept-encoding': 'identity',
        'content-type': 'application/json',
      });
    });

    const itUnlessTranslated = translated ? () => {} : it;
    itUnlessTranslated('passes the bytes through in both directions', async () => {
      on.server.script = sendJson(contract.spoken.json);
      const request = requestOf(contract, false, { odd: '\u2028 "spacing"' });
      const answer = await on.upstream.call(
        { ...request, raw: Buffer.from(` ${request.raw}\n`) },
        SECRET,
        callOptions(),
      );
      expect(on.server.last.body).toBe(` ${request.raw}\n`);
      expect(answer).toMatchObject({ kind: 'complete' });
      expect(answer.kind === 'complete' && answer.body.toString()).toBe(JSON.stringify(contract.spoken.json));
    });

    it('tells usage and times', async () => {
      on.server.script = sendJson(contract.spoken.json);
      const answer = await on.upstream.call(requestOf(contract, false), SECRET, callOptions());
      expect(answer).toMatchObject({
        kind: 'complete',
        usage: { prompt: 20, completion: 8, cached: 5, reasoning: 3 },
        timings: { headersMs: expect.any(Number), totalMs: expect.any(Number) },
      });
    });

    it('tells the quota that the headers show', async () => {
      const headers = { 'x-ratelimit-limit-requests': '50', 'x-ratelimit-remaining-requests': '7' };
      on.server.script = sendJson(contract.spoken.json, 200, headers);
      const answer = await on.upstream.call(requestOf(contract, false), SECRET, callOptions());
      expect(answer.rateLimit).toEqual({ limit: 50, remaining: 7 });
    });

    it('is read after informational responses', async () => {
      on.server.script = async (response, request) => {
        response.writeProcessing();
        await new Promise((resolve) => setTimeout(resolve, 10));
        response.writeEarlyHints({ link: '</x>; rel=preload' });
        await new Promise((resolve) => setTimeout(resolve, 10));
        await sendJson(contract.spoken.json)(response, request);
      };
      const answer = await on.upstream.call(requestOf(contract, false), SECRET, callOptions());
      expect(answer.kind).toBe('complete');
    });

    it.each([
      ['no JSON', (body: string) => `<html>${body}`],
      ['half of the JSON', (body: string) => body.slice(0, body.length / 2)],
      [
        'half of a character',
        (body: string) => Buffer.from(body).subarray(0, Buffer.byteLength(body.split('ü')[0] ?? '') + 1),
      ],
      ['some other JSON', () => '{"hello":"world"}'],
      ['a JSON list', () => '[1,2,3]'],
      ['nothing', () => ''],
    ])('that is %s is a bad answer', async (_title, spoil) => {
      on.server.script = (response) => {
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(spoil(JSON.stringify(contract.spoken.json)));
      };
      const answer = await on.upstream.call(requestOf(contract, false), SECRET, callOptions());
      expect(requireFault(answer)).toMatchObject({ kind: 'failure', errorType: 'bad_answer' });
    });

    it('of status 204 is a bad answer', async () => {
      on.server.script = (response) => {
        response.writeHead(204).end();
      };
      const answer = await on.upstream.call(requestOf(contract, false), SECRET, callOptions());
      expect(requireFault(answer)).toMatchObject({ kind: 'failure', errorType: 'bad_answer' });
    });

    it('of 50 MB is refused without being read to its end', async () => {
      on.server.script = async (response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        const megabyte = Buffer.alloc(1_000_000, ' ');
        for (let sent = 0; sent < 50 && !response.destroyed; sent += 1) {
          if (!response.write(megabyte))
            await Promise.race([new Promise((go) => response.once('drain', go)), on.server.last.gone]);
        }
        response.end(JSON.stringify(contract.spoken.json));
      };
      const answer = await on.upstream.call(requestOf(contract, false), SECRET, callOptions());
      expect(requireFault(answer)).toMatchObject({ kind: 'failure', errorType: 'bad_answer' });
      await on.server.last.gone;
    });

    it('that is compressed although it should not be is a bad answer', async () => {
      on.server.script = sendJson(contract.spoken.json, 200, { 'content-encoding': 'gzip' });
      const answer = await on.upstream.call(requestOf(contract, false), SECRET, callOptions());
      expect(requireFault(answer)).toMatchObject({ errorType: 'bad_answer', message: expect.stringContaining('gzip') });
    });

    it('that is an error inside a 200 is a failure', async () => {
      on.server.script = sendJson(contract.spoken.errorJson);
      const fault = requireFault(await on.upstream.call(requestOf(contract, false), SECRET, callOptions()));
      expect(fault).toMatchObject({ kind: 'failure', message: expect.stringContaining('it broke') });
    });
  });
}
