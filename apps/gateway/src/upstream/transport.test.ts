import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { chatSpoken } from './testing/dialects.ts';
import { type Contract, callOptions, requestOf, requireFault, SECRET } from './testing/harness.ts';
import { reset, type Script, sendJson } from './testing/stub-server.ts';
import { withUpstream } from './testing/with-upstream.ts';

const contract: Contract = {
  options: { kind: 'openai', name: 'local', displayName: 'Local LLM', models: ['m'] },
  dialect: 'chat',
  model: 'm',
  path: '/chat/completions',
  spoken: chatSpoken,
  probe: { path: '/models', healthy: [200, { data: [] }] },
};

describe('a connection that was kept alive', () => {
  const on = withUpstream(contract);
  const good = sendJson(chatSpoken.json);
  const call = () => on.upstream.call(requestOf(contract, false), SECRET, callOptions());

  /** Serves one call, then treats the connection of it by one script and all others by another. */
  const callTwice = async (reused: Script, fresh: Script) => {
    let known: Socket | null = null;
    on.server.script = (response, request) => {
      known = response.socket;
      return good(response, request);
    };
    await call();
    // The connection goes back to the pool once the end of its answer was read.
    await new Promise((resolve) => setImmediate(resolve));
    on.server.requests.length = 0;
    on.server.script = (response, request) => (response.socket === known ? reused : fresh)(response, request);
    return call();
  };

  it.each<[title: string, end: Script]>([
    ['a reset', reset],
    [
      'an end',
      (response) => {
        response.socket?.end();
      },
    ],
  ])('and turns out to be dead, by %s, costs only another connection', async (_title, end) => {
    const answer = await callTwice(end, good);
    expect(answer.kind).toBe('complete');
    expect(on.server.requests.map(({ url, body }) => [url, body])).toEqual(
      Array(2).fill([contract.path, requestOf(contract, false).raw.toString()]),
    );
  });

  it('is replaced only once', async () => {
    const answer = await callTwice(reset, reset);
    expect(requireFault(answer)).toMatchObject({ kind: 'failure', errorType: 'connection' });
    expect(on.server.requests).toHaveLength(2);
  });

  it.each<[title: string, begin: Script]>([
    [
      'an answer has begun',
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
        response.write('{"id":', () => reset(response));
      },
    ],
    [
      'the request was acknowledged',
      async (response) => {
        response.writeProcessing();
        await new Promise((resolve) => setTimeout(resolve, 10));
        reset(response);
      },
    ],
  ])('is not replaced once %s', async (_title, begin) => {
    const answer = await callTwice(begin, good);
    expect(requireFault(answer)).toMatchObject({ kind: 'failure', errorType: 'connection' });
    expect(on.server.requests).toHaveLength(1);
  });

  it('is not replaced for a caller that has gone', async () => {
    const controller = new AbortController();
    on.server.script = good;
    await call();
    on.server.requests.length = 0;
    on.server.script = (response) => {
      controller.abort();
      reset(response);
    };
    const answer = await on.upstream.call(requestOf(contract, false), SECRET, callOptions({}, controller.signal));
    expect(requireFault(answer)).toMatchObject({ kind: 'abort' });
    expect(on.server.requests).toHaveLength(1);
  });
});

describe('a new connection', () => {
  const on = withUpstream(contract);

  it('that is reset is a fault at once', async () => {
    on.server.script = reset;
    const answer = await on.upstream.call(requestOf(contract, false), SECRET, callOptions());
    expect(requireFault(answer)).toMatchObject({ kind: 'failure', errorType: 'connection' });
    expect(on.server.requests).toHaveLength(1);
  });
});
