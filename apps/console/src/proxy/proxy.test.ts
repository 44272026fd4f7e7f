import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fakeProgram } from '../testing/fake-program.ts';
import { startConsole } from '../testing/start.ts';
import { largestAnswer } from './proxy.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

const json = { 'content-type': 'application/json' };
const query = '/prometheus/api/v1/query?query=up';
const failed = (message: RegExp) => ({
  error: { code: 'upstream_failed', message: expect.stringMatching(message) },
});

async function behind(answer: Answer) {
  const prometheusApi = await fakeProgram(answer);
  return { prometheusApi, ...(await startConsole({ prometheusApi })) };
}

describe('what is passed on', () => {
  it('is path and query, nothing of the headers of whoever asks, and no body', async () => {
    const asked: IncomingMessage[] = [];
    const { request } = await behind((incoming, response) => {
      asked.push(incoming);
      response.writeHead(200, json).end('{}');
    });
    const mine = { cookie: 'a=b', authorization: 'Basic eA==', 'x-admin-token': 'secret', accept: 'text/html' };
    await request(`${query}%7B%7D&time=1%2B1#x`, { headers: mine });
    const [{ method, url, headers } = expect.unreachable()] = asked;
    expect([method, url]).toEqual(['GET', '/api/v1/query?query=up%7B%7D&time=1%2B1']);
    expect(JSON.stringify(headers)).not.toMatch(/a=b|Basic|secret|text\/html/);
    expect(headers['accept-encoding']).toBe('identity');
  });

  it('comes back as it is, with its status and when to come again', async () => {
    const { request } = await behind((_request, response) =>
      response
        .writeHead(422, { 'content-type': 'application/json; charset=utf-8', 'retry-after': '7', 'set-cookie': 'a=b' })
        .end('{"status":"error","error":"ä"}'),
    );
    const answer = await request(query);
    expect([answer.status, await answer.text()]).toEqual([422, '{"status":"error","error":"ä"}']);
    expect(answer.headers.get('retry-after')).toBe('7');
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  it('is whole or a fault, never half an answer', async () => {
    const { ask } = await behind((_request, response) => {
      response.writeHead(200, json).write('{"status":');
      setImmediate(() => response.destroy());
    });
    expect(await ask(query)).toEqual([502, failed(/^Prometheus does not answer at http/)]);
  });

  it('is a fault when no page could draw it, and is not read to its end', async () => {
    const cut = Promise.withResolvers<void>();
    const chunk = ' '.repeat(1_000_000);
    const { ask } = await behind((_request, response) => {
      response.once('close', () => cut.resolve());
      response.writeHead(200, json);
      const more = () => void (response.write(chunk) ? setImmediate(more) : response.once('drain', more));
      more();
    });
    expect(await ask(query)).toEqual([
      502,
      { error: { code: 'answer_too_large', message: expect.stringMatching(/more than 16 MB.*fewer series/) } },
    ]);
    await cut.promise;
  });

  it.each([
    [largestAnswer, 200],
    [largestAnswer + 1, 502],
  ])('of %i bytes is answered %i', async (bytes, status) => {
    const body = JSON.stringify('x'.repeat(bytes - 2));
    const { request } = await behind((_request, response) => response.writeHead(200, json).end(body));
    const answer = await request(query);
    expect([answer.status, (await answer.text()).length === bytes]).toEqual([status, status === 200]);
  });
});

describe('whoever leaves', () => {
  it('cancels what was asked, and that is no fault to be told of', async () => {
    const cancelled = Promise.withResolvers<void>();
    const arrived = Promise.withResolvers<void>();
    const { request, log } = await behind((_request, response) => {
      response.once('close', () => cancelled.resolve());
      arrived.resolve();
    });
    const leaving = new AbortController();
    const asking = request(query, { signal: leaving.signal });
    await arrived.promise;
    leaving.abort();
    await expect(asking).rejects.toThrow(/aborted/);
    await cancelled.promise;
    expect(log()).not.toMatch(/"level":"(?:warn|error)"/);
  });

  it('cancels it in the middle of an answer too', async () => {
    const cancelled = Promise.withResolvers<void>();
    const arrived = Promise.withResolvers<void>();
    const { request } = await behind((_request, response) => {
      response.once('close', () => cancelled.resolve());
      response.writeHead(200, json).write('{"status":', () => arrived.resolve());
    });
    const leaving = new AbortController();
    const asking = request(query, { signal: leaving.signal });
    await arrived.promise;
    leaving.abort();
    await expect(asking).rejects.toThrow(/aborted/);
    await cancelled.promise;
  });

  it('does not take back a change that was asked for', async () => {
    const arrived = Promise.withResolvers<ServerResponse>();
    const gateway = await fakeProgram((_request, response) => arrived.resolve(response));
    const { request, url } = await startConsole({ gateway });
    const leaving = new AbortController();
    const asking = request('/gateway/api/v1/circuit-breaker/reset', {
      method: 'POST',
      headers: { origin: url },
      signal: leaving.signal,
    });
    const response = await arrived.promise;
    leaving.abort();
    await expect(asking).rejects.toThrow(/aborted/);
    // By then the console knows that nobody waits any more.
    for (let call = 0; call < 5; call++) await request('/health');
    response.writeHead(200, json).end('{}');
    await once(response, 'close');
    expect(response.writableFinished).toBe(true);
  });
});

describe('a program that fails', () => {
  it('to answer is told of with what to do', async () => {
    const { ask } = await startConsole({ prometheusApi: 'http://127.0.0.1:9' });
    expect(await ask(query)).toEqual([
      502,
      failed(/^Prometheus does not answer at .*:9\S* \(.+\)\. Does it run\? npx switchgear status, .*logs prometheus$/),
    ]);
  });

  it.each([
    ['a web page', 200, { 'content-type': 'text/html' }, '<html>', /answered 200: text\/html and not JSON\. Is that/],
    [
      'its own words while it starts',
      503,
      { 'content-type': 'text/plain' },
      'Unavailable\n',
      /503: Unavailable\. .*ready/,
    ],
    ['another address', 302, { location: 'http://127.0.0.1:9/login' }, '', /answered 302: /],
    ['nothing that says what it is', 200, {}, 'x', /answered 200: no type and not JSON/],
  ])('to answer JSON, with %s, is told of with what to do', async (_what, status, headers, body, message) => {
    const { ask } = await behind((_request, response) => response.writeHead(status, headers).end(body));
    expect(await ask(query)).toEqual([502, failed(message)]);
  });
});

it('a packed answer is unpacked, though none was asked for', async () => {
  const packed = gzipSync('{"status":"success"}');
  const { ask } = await behind((_request, response) =>
    response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(packed),
  );
  expect(await ask(query)).toEqual([200, { status: 'success' }]);
});
