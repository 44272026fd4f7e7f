import { describe, expect, it } from 'vitest';
import { dataOf, startSandbox } from '../test-support/start.ts';
import type { runBody } from './frames.ts';

const bodyOf = async (answer: Promise<Response>) => (await (await answer).json()) as ReturnType<typeof runBody>;

describe('the Agent API', () => {
  it('answers with output items and what it cost', async () => {
    const sandbox = await startSandbox();
    const body = await bodyOf(sandbox.agent());
    expect(body).toMatchObject({
      object: 'response',
      status: 'completed',
      model: 'perplexity/sonar',
      output: [{ type: 'message', content: [{ type: 'output_text', text: expect.stringContaining('Simulated') }] }],
    });
    const { input_tokens: input, output_tokens: output, total_tokens: total, cost } = body.usage;
    expect(total).toBe(input + output);
    expect(cost.total_cost).toBeCloseTo(cost.input_cost + cost.output_cost, 9);
    expect(cost.total_cost).toBeGreaterThan(0);
  });

  it('answers at its alias, to messages as to a text', async () => {
    const sandbox = await startSandbox();
    const input = [{ type: 'message', role: 'user', content: [{ type: 'input_text', text: 'hello' }] }];
    const answer = await sandbox.request('/v1/responses', {
      method: 'POST',
      headers: { authorization: 'Bearer sk-sandbox-a' },
      body: JSON.stringify({ model: 'sonar', input }),
    });
    expect(await answer.json()).toMatchObject({ status: 'completed' });
  });

  it('streams typed events of data alone, numbered, without [DONE]', async () => {
    const sandbox = await startSandbox();
    const text = await (await sandbox.agent({ stream: true })).text();
    expect(text).not.toMatch(/^(?!data: |$)/m);
    const events = dataOf(text).map((data) => JSON.parse(data));
    expect(events.map((event) => event.sequence_number)).toEqual(events.map((_, index) => index));
    expect(events[0].type).toBe('response.created');
    const { type, response } = events.at(-1);
    expect(type).toBe('response.completed');
    const words = events.filter((event) => event.type === 'response.output_text.delta').map((event) => event.delta);
    expect(words.join('')).toBe(response.output[0].content[0].text);
    expect(response.usage.cost.total_cost).toBeGreaterThan(0);
  });

  it('searches only with the tool or a preset', async () => {
    const sandbox = await startSandbox();
    const types = async (fields: Record<string, unknown>) =>
      (await bodyOf(sandbox.agent(fields))).output.map((item) => item.type);
    expect(await types({})).toEqual(['message']);
    expect(await types({ tools: [{ type: 'web_search' }] })).toEqual(['search_results', 'message']);
    expect(await types({ preset: 'fast-search' })).toEqual(['search_results', 'message']);
  });

  it.each([
    [{ messages: [] }, 'unknown field messages'],
    [{ input: '' }, 'input'],
    [{ model: undefined }, 'one of model, models and preset is required'],
    [{ model: 'no such model' }, 'invalid model'],
    [{ max_steps: 101 }, 'max_steps'],
  ])('refuses %j with 400', async (fields, message) => {
    const sandbox = await startSandbox();
    const answer = await sandbox.agent(fields);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      error: { type: 'invalid_request', code: 400, message: expect.stringContaining(message) },
    });
  });
});
