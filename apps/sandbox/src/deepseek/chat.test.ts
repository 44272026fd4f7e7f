import { describe, expect, it } from 'vitest';
import { dataOf, startSandbox } from '../test-support/start.ts';
import type { chatBody } from './frames.ts';

interface Delta {
  content?: string | null;
  reasoning_content?: string;
}
const bodyOf = async (answer: Promise<Response>) => (await (await answer).json()) as ReturnType<typeof chatBody>;
const deltasOf = (text: string): Delta[] =>
  dataOf(text)
    .slice(0, -1)
    .map((data) => JSON.parse(data).choices[0]?.delta ?? {});
const long = { role: 'user', content: 'word '.repeat(100) };

describe('the chat API', () => {
  it('answers with a text that says it is simulated', async () => {
    const sandbox = await startSandbox();
    const body = await bodyOf(sandbox.chat());
    expect(body).toMatchObject({
      object: 'chat.completion',
      model: 'deepseek-flash',
      choices: [
        { finish_reason: 'stop', message: { role: 'assistant', content: expect.stringContaining('Simulated') } },
      ],
    });
    expect(body.choices[0]?.message).not.toHaveProperty('reasoning_content');
  });

  it('gives the same answer for the same seed and request, and another for another', async () => {
    const now = () => 0;
    const [one, same, other] = await Promise.all([
      startSandbox({ now }),
      startSandbox({ now }),
      startSandbox({ now, seed: 'x' }),
    ]);
    const text = async (sandbox: typeof one) => (await sandbox.chat()).text();
    expect(await text(one)).toBe(await text(same));
    expect(await text(one)).not.toBe(await text(other));
  });

  it('splits prompt tokens into cache hits and misses', async () => {
    const sandbox = await startSandbox();
    const messages = [long, { role: 'assistant', content: 'yes' }, long];
    const { usage } = await bodyOf(sandbox.chat({ messages }));
    expect(usage.prompt_cache_hit_tokens).toBeGreaterThan(0);
    expect(usage.prompt_cache_hit_tokens + usage.prompt_cache_miss_tokens).toBe(usage.prompt_tokens);
    expect(usage.prompt_tokens + usage.completion_tokens).toBe(usage.total_tokens);
  });

  it('thinks before it answers with the reasoning model, unless told not to', async () => {
    const sandbox = await startSandbox();
    const deltas = deltasOf(await (await sandbox.chat({ model: 'deepseek-v4-pro', stream: true })).text());
    const lastThought = deltas.findLastIndex((delta) => delta.reasoning_content);
    const firstWord = deltas.findIndex((delta) => delta.content);
    expect(lastThought).toBeGreaterThan(0);
    expect(firstWord).toBeGreaterThan(lastThought);
    const quiet = await bodyOf(sandbox.chat({ model: 'deepseek-v4-pro', thinking: { type: 'disabled' } }));
    expect(quiet.choices[0]?.message).not.toHaveProperty('reasoning_content');
  });

  it('streams the same words that it would answer in one piece', async () => {
    const sandbox = await startSandbox();
    const whole = await bodyOf(sandbox.chat());
    const response = await sandbox.chat({ stream: true });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const words = deltasOf(await response.text()).map((delta) => delta.content ?? '');
    expect(words.join('')).toBe(whole.choices[0]?.message.content);
  });

  it('sends the usage of a stream only when asked', async () => {
    const sandbox = await startSandbox();
    const asked = dataOf(await (await sandbox.chat({ stream: true, stream_options: { include_usage: true } })).text());
    expect(JSON.parse(asked.at(-2) ?? '')).toMatchObject({ choices: [], usage: { prompt_cache_hit_tokens: 0 } });
    expect(asked.at(-1)).toBe('[DONE]');
    expect(await (await sandbox.chat({ stream: true })).text()).not.toContain('usage');
  });

  it('stops at max_tokens', async () => {
    const sandbox = await startSandbox();
    const { choices, usage } = await bodyOf(sandbox.chat({ max_tokens: 5 }));
    expect([choices[0]?.finish_reason, usage.completion_tokens]).toEqual(['length', 5]);
  });

  it('answers in JSON when asked', async () => {
    const sandbox = await startSandbox();
    const { choices } = await bodyOf(sandbox.chat({ response_format: { type: 'json_object' } }));
    expect(JSON.parse(choices[0]?.message.content ?? '')).toMatchObject({ simulated: true });
  });

  it.each([
    [{ messages: [] }, 422, 'messages'],
    [{ messages: 'hi' }, 422, 'messages'],
    [{ max_tokens: 0 }, 422, 'max_tokens'],
    [{ temperature: 3 }, 422, 'temperature'],
    [{ model: 'gpt' }, 400, 'Model Not Exist'],
  ])('refuses %j with %d', async (fields, status, message) => {
    const sandbox = await startSandbox();
    const answer = await sandbox.chat(fields);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({
      error: { type: 'invalid_request_error', message: expect.stringContaining(message) },
    });
  });

  it('serves models and balance for free', async () => {
    const sandbox = await startSandbox();
    expect(await (await sandbox.models()).json()).toMatchObject({
      data: [{ id: 'deepseek-flash' }, { id: 'deepseek-v4-pro' }, { id: 'sandbox-chat' }],
    });
    const headers = { authorization: 'Bearer sk-sandbox-a' };
    expect(await (await sandbox.request('/user/balance', { headers })).json()).toMatchObject({ is_available: true });
  });
});
