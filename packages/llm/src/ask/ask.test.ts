import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { completion, refusal, type ScriptedGateway, startGateway } from '../testing/index.ts';
import { ask, type GatewayAccess, type Question } from './ask.ts';

let gateway: ScriptedGateway;
beforeEach(async () => {
  gateway = await startGateway();
});
afterEach(() => gateway.stop());

const put = (more: Partial<GatewayAccess & Question> = {}) =>
  ask({
    gateway: gateway.url,
    timeoutMs: 10_000,
    model: 'deepseek-flash',
    messages: [{ role: 'user', content: 'why?' }],
    maxTokens: 50,
    ...more,
  });

describe('a question', () => {
  it('goes to the gateway with model, limit and token', async () => {
    await put({ token: 'client-token' });
    const [{ path, headers, body } = { path: '', headers: {}, body: '' }] = gateway.asked;
    expect({ path, authorization: headers.authorization, body: JSON.parse(body) }).toEqual({
      path: '/v1/chat/completions',
      authorization: 'Bearer client-token',
      body: {
        model: 'deepseek-flash',
        messages: [{ role: 'user', content: 'why?' }],
        max_tokens: 50,
        stream: false,
      },
    });
  });

  it('is answered with text, usage, sources and provider', async () => {
    gateway.respond = (response) =>
      completion(response, 'because', { citations: ['https://a.example/x', 'javascript:alert(1)', 7] });
    expect(await put()).toEqual({
      kind: 'answered',
      provider: 'deepseek',
      status: 'success',
      text: 'because',
      usage: { prompt: 70, completion: 30 },
      sources: ['https://a.example/x'],
    });
  });

  it('has no usage where the answer counts none', async () => {
    gateway.respond = (response) => completion(response, 'because', { usage: { prompt_tokens: -1 } });
    expect(await put()).not.toHaveProperty('usage');
  });

  it('may be asked again after the pause that the gateway names', async () => {
    gateway.respond = (response) => refusal(response, 503, 'no_key_available', { 'retry-after': '7' });
    expect(await put()).toEqual({
      kind: 'unavailable',
      status: 'error',
      reason: 'the gateway answered 503 (no_key_available: not now)',
      usage: { prompt: 0, completion: 0 },
      retryAfterMs: 7000,
    });
  });

  it.each([
    ['seconds beyond an hour', '86400', 3_600_000],
    ['a date that has passed', 'Wed, 21 Oct 2015 07:28:00 GMT', 0],
    ['nonsense', 'soon', undefined],
  ])('takes %s for a pause of at most an hour', async (_what, value, expected) => {
    gateway.respond = (response) => refusal(response, 503, 'x', { 'retry-after': value });
    expect(await put()).toMatchObject(expected === undefined ? { kind: 'unavailable' } : { retryAfterMs: expected });
  });

  it.each([
    [429, 'unavailable', 'rate_limit'],
    [408, 'unavailable', 'error'],
    [502, 'unavailable', 'error'],
    [504, 'unavailable', 'error'],
    [400, 'refused', 'error'],
    [401, 'refused', 'error'],
    [404, 'refused', 'error'],
    [413, 'refused', 'error'],
  ])('that gets %s is %s and counts as %s', async (code, kind, status) => {
    gateway.respond = (response) => refusal(response, code, 'x');
    expect(await put()).toMatchObject({ kind, status });
  });
});

describe('a gateway that misbehaves', () => {
  const raw = (body: string | Buffer) => (response: ServerResponse) => {
    response.writeHead(200, { 'x-switchgear-provider': 'a"b{}' }).end(body);
  };

  it.each<[string, (response: ServerResponse) => void]>([
    ['no JSON', raw('<html>')],
    ['nothing', raw('')],
    ['a list', raw('[]')],
    ['null', raw('null')],
    ['no choices', raw('{"choices":[]}')],
    ['a blank text', (response) => completion(response, ' \n')],
    ['a text that is none', (response) => completion(response, { a: 1 })],
    ['more than a megabyte', (response) => completion(response, 'x'.repeat(1_000_000))],
    [
      'a cut body',
      (response) => response.writeHead(200, { 'content-length': '900' }).write('{"cho', () => response.destroy()),
    ],
    ['a cut connection', (response) => response.destroy()],
  ])('by %s is unavailable', async (_what, respond) => {
    gateway.respond = respond;
    const answer = await put();
    expect(answer).toMatchObject({ kind: 'unavailable', status: 'error', reason: expect.stringMatching(/\w/) });
    expect(['deepseek', undefined]).toContain(answer.provider);
  });

  it('by sending us elsewhere is not followed, so that nobody else gets the token', async () => {
    gateway.respond = (response) => {
      if (gateway.asked.length > 1) completion(response, 'got it');
      else response.writeHead(307, { location: `${gateway.url}/elsewhere` }).end();
    };
    expect(await put({ token: 'client-token' })).toMatchObject({ kind: 'unavailable' });
    expect(gateway.asked).toHaveLength(1);
  });

  it('by silence is left after the time-out', async () => {
    gateway.respond = () => {};
    expect(await put({ timeoutMs: 50 })).toMatchObject({ kind: 'unavailable', reason: 'no answer within 0.05 s' });
  });

  it('by absence is named with the reason', async () => {
    expect(await put({ gateway: 'http://127.0.0.1:1' })).toMatchObject({
      kind: 'unavailable',
      reason: expect.stringMatching(/^http:\/\/127\.0\.0\.1:1: \w/),
    });
  });
});

it('a question that is withdrawn counts nowhere', async () => {
  const withdrawn = new AbortController();
  gateway.respond = () => withdrawn.abort();
  expect(await put({ signal: withdrawn.signal })).toEqual({
    kind: 'unavailable',
    reason: 'the question was withdrawn',
  });
});
