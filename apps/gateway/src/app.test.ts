import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunningGateway, startGateway } from './test-support/gateway.ts';
import { answer, chunk, completion, keyOf, type ScriptedProvider, startProvider } from './test-support/provider.ts';

let provider: ScriptedProvider;
let gateway: RunningGateway;

beforeEach(async () => {
  provider = await startProvider();
  gateway = await startGateway(provider.url, ['one', 'two', 'three']);
});

afterEach(async () => {
  await gateway.stop();
  await provider.stop();
});

describe('a call over HTTP', () => {
  it('is answered as the provider did, with who served it in the headers', async () => {
    const response = await gateway.chat();
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual(completion('hello'));
    expect(response.headers.get('x-switchgear-provider')).toBe('p');
    expect(response.headers.get('x-switchgear-key-id')).toMatch(/^id-/);
    expect(response.headers.get('x-switchgear-attempts')).toBe('1');
  });

  it('reaches the provider byte for byte as it was sent', async () => {
    const body = '{ "model":"m", "messages": [ {"role":"user","content":"ü\\u00e9"} ], "temperature": 1.50 }';
    await gateway.chat({}, { body });
    expect(provider.calls[0]?.body).toBe(body);
  });

  it('survives two revoked keys and is counted as one success with its failovers', async () => {
    provider.handle = (request, response) =>
      keyOf(request) === 'sk-three' ? answer(response, 200, completion('hello')) : answer(response, 401, { error: {} });
    // Which key comes first is chance: after a few calls all have been tried.
    for (let i = 0; i < 8; i += 1) expect((await gateway.chat()).status).toBe(200);
    expect(await gateway.metric('gateway_requests_total{provider="p",outcome="success"}')).toBe(8);
    expect(await gateway.metric('api_keys{api="p",status="quarantined"}')).toBe(2);
    expect(await gateway.metric('circuit_breaker_open_reason{key_id="id-one",provider="p",reason="quarantine"}')).toBe(
      1,
    );
    expect(await gateway.metric('api_failovers_total{api="p",reason="unauthorized"}')).toBe(2);
    expect(await gateway.metric('api_calls_total{api="p",status="error"}')).toBe(2);
  });

  it('is refused with 503 and Retry-After when all keys rest, and not ready is said', async () => {
    provider.handle = (_request, response) => answer(response, 429, { error: {} }, { 'retry-after': '30' });
    const response = await gateway.chat();
    expect(response.status).toBe(503);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(25);
    expect(await response.json()).toMatchObject({
      error: { code: 'no_key_available', type: 'service_unavailable_error' },
    });
    expect(await gateway.metric('api_unavailable_total{api="p"}')).toBe(1);
    // Three answers of 429, and the call refused because every key rests from one.
    expect(await gateway.metric('api_rate_limits_total{api="p"}')).toBe(4);
    expect((await fetch(`${gateway.url}/ready`)).status).toBe(503);
    expect((await fetch(`${gateway.url}/health`)).status).toBe(200);
    expect(await (await fetch(`${gateway.url}/health/full`)).json()).toMatchObject({ status: 'unavailable' });
  });

  it('hands on what the provider says of a bad request, and counts it nowhere', async () => {
    provider.handle = (_request, response) =>
      answer(response, 422, { error: { message: 'too hot', code: 'bad_value' } });
    const response = await gateway.chat();
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ error: { message: 'too hot', code: 'bad_value' } });
    for (const status of ['success', 'error', 'rate_limit']) {
      expect(await gateway.metric(`api_calls_total{api="p",status="${status}"}`)).toBe(0);
    }
    expect(await gateway.metric('gateway_requests_total{provider="p",outcome="caller_error"}')).toBe(1);
  });
});

describe('a stream over HTTP', () => {
  const asked = { stream: true, stream_options: { include_usage: true } };

  it('arrives whole', async () => {
    const finish = 'data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\n';
    provider.handle = (_request, response) => response.end(`${chunk('a')}${chunk('b')}${finish}data: [DONE]\n\n`);
    const response = await gateway.chat(asked);
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(await response.text()).toBe(`${chunk('a')}${chunk('b')}${finish}data: [DONE]\n\n`);
    expect(await gateway.metric('gateway_requests_total{provider="p",outcome="success"}')).toBe(1);
  });

  it('that is cut ends in an error event and a broken connection', async () => {
    provider.handle = (_request, response) => response.write(chunk('a'), () => response.destroy());
    const response = await gateway.chat(asked);
    const decoder = new TextDecoder();
    let text = '';
    const reading = (async () => {
      for await (const part of response.body ?? []) text += decoder.decode(part, { stream: true });
    })();
    await expect(reading).rejects.toThrow();
    expect(text).toContain(chunk('a'));
    expect(text).toContain('"code":"stream_cut"');
    expect(text).not.toContain('[DONE]');
    expect(await gateway.metric('gateway_requests_total{provider="p",outcome="stream_cut"}')).toBe(1);
  });

  it('whose client leaves is ended at the provider and counts nowhere', async () => {
    const closed = new Promise<void>((resolve) => {
      provider.handle = (_request, response) => {
        response.once('close', resolve);
        response.write(chunk('a'));
      };
    });
    const controller = new AbortController();
    const response = await gateway.chat(asked, { signal: controller.signal });
    await response.body?.getReader().read();
    controller.abort();
    await closed;
    await expect.poll(() => gateway.metric('gateway_requests_total{provider="p",outcome="client_abort"}')).toBe(1);
    expect(await gateway.metric('api_calls_total{api="p",status="error"}')).toBe(0);
    expect(await (await gateway.admin('/api/v1/keys')).json()).toMatchObject({
      keys: [{ in_flight: 0 }, { in_flight: 0 }, { in_flight: 0 }],
    });
  });
});

describe('bad input', () => {
  it.each([
    ['malformed JSON', { body: '{"model": "m",' }, 400, 'invalid_json'],
    [
      'a body over the limit',
      { body: JSON.stringify({ model: 'm', messages: ['x'.repeat(20_000)] }) },
      413,
      'request_too_large',
    ],
    ['a body that is not JSON', { headers: { 'content-type': 'text/plain' } }, 415, 'invalid_request'],
    ['no messages', { body: '{"model": "m"}' }, 400, 'invalid_request'],
    ['an unknown model', { body: '{"model": "x", "messages": []}' }, 404, 'model_not_found'],
    [
      'a stream that is no boolean',
      { body: '{"model": "m", "messages": [], "stream": "yes"}' },
      400,
      'invalid_request',
    ],
  ])('%s is answered in the documented shape and never sent on', async (_, init, status, code) => {
    const response = await gateway.chat({}, init);
    expect(response.status).toBe(status);
    const { error } = (await response.json()) as { error: Record<string, unknown> };
    expect(error['code']).toBe(code);
    expect(Object.keys(error)).toEqual(expect.arrayContaining(['message', 'type', 'param', 'code']));
    expect(provider.calls).toEqual([]);
  });

  it('an unknown path is answered in the documented shape', async () => {
    const response = await fetch(`${gateway.url}/v2/nothing`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ error: { code: 'not_found' } });
  });
});
