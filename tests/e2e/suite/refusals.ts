import OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import { call, type Get, metricsOf, uniquePrompt } from './context.ts';

const messages = [{ role: 'user', content: 'Hello' }];

/** Bad input gets a clear answer in OpenAI's error shape, and moves no breaker. */
export function describeRefusals(get: Get): void {
  const cases: readonly [what: string, path: string, body: unknown, expected: Record<string, unknown>][] = [
    [
      'an unknown model',
      '/v1/chat/completions',
      { model: 'gpt-0', messages },
      { status: 404, code: 'model_not_found', param: 'model' },
    ],
    [
      'malformed JSON',
      '/v1/chat/completions',
      '{"model": "deepseek-flash", ',
      { status: 400, code: 'invalid_json', param: null },
    ],
    ['a body that is no object', '/v1/chat/completions', '[]', { status: 400, code: 'invalid_request', param: null }],
    [
      'a body over the limit',
      '/v1/chat/completions',
      { model: 'deepseek-flash', messages, padding: 'x'.repeat(100_000) },
      { status: 413, code: 'request_too_large', param: null },
    ],
    [
      'messages of the wrong type',
      '/v1/chat/completions',
      { model: 'deepseek-flash', messages: 'Hello' },
      { status: 400, code: 'invalid_request', param: 'messages' },
    ],
    [
      'a stream flag of the wrong type',
      '/v1/chat/completions',
      { model: 'deepseek-flash', messages, stream: 'yes' },
      { status: 400, code: 'invalid_request', param: 'stream' },
    ],
    [
      'a model without the Agent API',
      '/v1/responses',
      { model: 'deepseek-flash', input: 'Hello' },
      { status: 400, code: 'unsupported_endpoint', param: 'model' },
    ],
    [
      'an unknown path',
      '/v1/completions',
      { model: 'deepseek-flash', prompt: 'Hello' },
      { status: 404, code: 'not_found', param: null },
    ],
  ];

  it.each(cases)('%s is refused, and counted as no request', async (_what, path, body, { status, ...error }) => {
    const driver = get();
    const before = await metricsOf(driver);
    const answer = await call(driver, path, body);
    expect(answer.status).toBe(status);
    const parsed = JSON.parse(answer.text) as { error: Record<string, unknown> };
    expect(parsed.error).toMatchObject({
      ...error,
      type: 'invalid_request_error',
      message: expect.stringMatching(/\w{3}/),
    });
    const after = await metricsOf(driver);
    expect(after.since(before, 'gateway_requests_total')).toBe(0);
    expect(after.since(before, 'api_calls_total')).toBe(0);
  });

  it('a body that is not JSON by its type is refused', async () => {
    const { platform, clientToken } = get();
    const response = await fetch(`${platform.gatewayUrl}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain', authorization: `Bearer ${clientToken}` },
      body: 'Hello',
    });
    expect(response.status).toBe(415);
  });

  it('the openai client throws its own class for an unknown model', async () => {
    const { platform, clientToken: apiKey } = get();
    const client = new OpenAI({ baseURL: `${platform.gatewayUrl}/v1`, apiKey, maxRetries: 0 });
    const call = client.chat.completions.create({ model: 'gpt-0', messages: [{ role: 'user', content: 'Hello' }] });
    await expect(call).rejects.toBeInstanceOf(OpenAI.NotFoundError);
  });

  it('what the provider refuses reaches the caller, and counts as its error alone', async () => {
    const driver = get();
    const { models } = driver;
    const before = await metricsOf(driver);
    // The Agent API has no frequency penalty, and the gateway promises none.
    const answer = await call(driver, '/v1/chat/completions', {
      model: models.perplexity,
      messages: [{ role: 'user', content: uniquePrompt() }],
      frequency_penalty: 2,
    });
    expect(answer.status).toBe(400);
    const after = await metricsOf(driver);
    expect(after.since(before, 'gateway_requests_total', { outcome: 'caller_error' })).toBe(1);
    expect(after.since(before, 'api_calls_total')).toBe(0);
    expect(after.since(before, 'circuit_breaker_calls_total', { outcome: 'failure' })).toBe(0);
  });

  describe('afterwards', () => {
    it('a good request works as ever', async () => {
      const { platform, models, answerTo, clientToken: apiKey } = get();
      const client = new OpenAI({ baseURL: `${platform.gatewayUrl}/v1`, apiKey, maxRetries: 0 });
      const prompt = uniquePrompt();
      const { choices } = await client.chat.completions.create({
        model: models.deepseek,
        messages: [{ role: 'user', content: prompt }],
      });
      expect(choices[0]?.message.content).toBe(answerTo(models.deepseek, prompt));
    });
  });
}
