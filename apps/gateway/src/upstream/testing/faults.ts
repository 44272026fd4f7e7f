import { describe, expect, it } from 'vitest';
import { type Contract, callOptions, createOn, requestOf, requireFault, SECRET } from './harness.ts';
import { reset, type Script, StubServer, sendJson } from './stub-server.ts';
import { withUpstream } from './with-upstream.ts';

/** Answers other than a good one, and connections that fail. */
export function describeFaults(contract: Contract): void {
  describe.each([
    ['a call', false],
    ['a streamed call', true],
  ])('%s', (_title, stream) => {
    const on = withUpstream(contract);
    const faultOf = async (script: Script) => {
      on.server.script = script;
      return requireFault(await on.upstream.call(requestOf(contract, stream), SECRET, callOptions()));
    };

    it.each([
      [400, 'caller', 'bad_request'],
      [404, 'caller', 'not_found'],
      [413, 'caller', 'too_large'],
      [422, 'caller', 'bad_request'],
      [401, 'credential', 'unauthorized'],
      [403, 'credential', 'forbidden'],
      [402, 'credit', 'payment_required'],
      [429, 'rate_limit', 'rate_limit'],
      [408, 'failure', 'timeout'],
      [500, 'failure', 'server_error'],
      [502, 'failure', 'server_error'],
      [503, 'failure', 'overloaded'],
      [302, 'failure', 'bad_answer'],
    ])('answered %i is of kind %s, type %s', async (status, kind, errorType) => {
      const fault = await faultOf(
        sendJson({ error: { message: 'because' } }, status, { location: 'http://127.0.0.1:1/' }),
      );
      expect(fault).toMatchObject({ kind, errorType, status });
      expect(fault.message).toContain(contract.options.displayName);
      expect(fault.body).toEqual(kind === 'caller' ? { error: { message: 'because' } } : undefined);
    });

    it('hands a caller text where the provider sent no JSON', async () => {
      const fault = await faultOf((response) => {
        response.writeHead(400).end('no such thing');
      });
      expect(fault).toMatchObject({ kind: 'caller', body: 'no such thing' });
    });

    it('shows no part of the key, whatever the provider writes about it', async () => {
      const masked = `${SECRET.slice(0, 7)}****${SECRET.slice(-4)}`;
      for (const status of [400, 401, 429, 500]) {
        const message = `key ${SECRET} (${masked}, ${SECRET.slice(3, 25)}...) is odd`;
        const shown = JSON.stringify(await faultOf(sendJson({ error: { message, key: SECRET } }, status)));
        for (let at = 0; at + 6 <= SECRET.length; at += 1) expect(shown).not.toContain(SECRET.slice(at, at + 6));
        expect(shown).not.toContain('sk-');
      }
    });

    it('shows no part of a key that is written in escapes, in values or in names', async () => {
      const hidden = SECRET.replace(/./g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`);
      for (const status of [400, 404, 422, 500]) {
        const fault = await faultOf((response) => {
          response.writeHead(status, { 'content-type': 'application/json' });
          response.end(`{"error":{"message":"bad key ${hidden}","${hidden}":["${hidden.slice(0, 60)}"]}}`);
        });
        const shown = JSON.stringify(fault);
        for (let at = 0; at + 6 <= SECRET.length; at += 1) expect(shown).not.toContain(SECRET.slice(at, at + 6));
      }
    });

    it('shows no key that comes as the name of an encoding', async () => {
      const fault = await faultOf(sendJson(contract.spoken.json, 200, { 'content-encoding': SECRET }));
      expect(fault.message).toContain('content-encoding [secret]');
    });

    it('shows no key in an error inside a 200 either', async () => {
      const error = { message: `the run of ${SECRET} broke` };
      const fault = await faultOf(sendJson({ ...contract.spoken.json, status: 'failed', error }));
      expect(fault.message).toContain('the run of [secret] broke');
    });

    it('tells how long to stay away', async () => {
      expect(await faultOf(sendJson({}, 429, { 'retry-after': '7' }))).toMatchObject({ retryAfterMs: 7_000 });
      expect(await faultOf(sendJson({}, 503, { 'retry-after': '2' }))).toMatchObject({ retryAfterMs: 2_000 });
      expect(await faultOf(sendJson({}, 429))).not.toHaveProperty('retryAfterMs');
    });

    it('that is refused by status is so even when the body never ends', async () => {
      const fault = await faultOf((response) => {
        response.writeHead(503);
        const flood = () => {
          if (!response.destroyed) response.write(Buffer.alloc(100_000, 'x'), flood);
        };
        flood();
      });
      expect(fault).toMatchObject({ kind: 'failure', errorType: 'overloaded', status: 503 });
    });

    it('reset before the headers is a connection failure', async () => {
      expect(await faultOf(reset)).toMatchObject({ kind: 'failure', errorType: 'connection' });
    });

    it('whose connection is refused is told apart', async () => {
      const server = await StubServer.start();
      const upstream = createOn(server, contract);
      await server.stop();
      const answer = await upstream.call(requestOf(contract, stream), SECRET, callOptions());
      await upstream.close();
      expect(requireFault(answer)).toMatchObject({ kind: 'failure', errorType: 'connection_refused' });
    });

    it('answered with something that is not HTTP is a bad answer', async () => {
      const fault = await faultOf((response) => {
        response.socket?.end('SSH-2.0-OpenSSH_9.2\r\n');
      });
      expect(fault).toMatchObject({ kind: 'failure', errorType: 'bad_answer' });
    });
  });

  describe('a whole answer whose connection breaks', () => {
    const on = withUpstream(contract);

    it('is a connection failure', async () => {
      on.server.script = (response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
        response.write('{"id":', () => reset(response));
      };
      const answer = await on.upstream.call(requestOf(contract, false), SECRET, callOptions());
      expect(requireFault(answer)).toMatchObject({ kind: 'failure', errorType: 'connection' });
    });
  });
}
