import { describe, expect, it } from 'vitest';
import { clientNames, createClient } from '../clients.ts';
import { collect, type Get, metricsOf, uniquePrompt } from './context.ts';

/** Every real client gets whole answers, and each is counted once. */
export function describeCalls(get: Get): void {
  describe.each(clientNames)('a call through %s', (name) => {
    it('brings the whole answer as JSON', async () => {
      const driver = get();
      const client = createClient(name, driver);
      const prompt = uniquePrompt();
      const before = await metricsOf(driver);
      expect(await client.complete(prompt)).toBe(driver.answerTo(client.model, prompt));
      const after = await metricsOf(driver);
      expect(after.since(before, 'gateway_requests_total', { outcome: 'success' })).toBe(1);
      expect(after.since(before, 'gateway_requests_total')).toBe(1);
      expect(after.since(before, 'api_calls_total', { status: 'success' })).toBe(1);
      expect(after.since(before, 'circuit_breaker_calls_total', { outcome: 'success' })).toBe(1);
    });

    it('brings the whole answer as a stream of several pieces', async () => {
      const driver = get();
      const client = createClient(name, driver);
      const prompt = uniquePrompt();
      const before = await metricsOf(driver);
      const pieces: string[] = [];
      for await (const piece of client.stream(prompt)) pieces.push(piece);
      expect(pieces.join('')).toBe(driver.answerTo(client.model, prompt));
      expect(pieces.length).toBeGreaterThan(3);
      const after = await metricsOf(driver);
      expect(after.since(before, 'gateway_requests_total', { outcome: 'success' })).toBe(1);
      expect(after.since(before, 'api_time_to_first_token_seconds_count')).toBe(1);
    });
  });

  it('many calls at once each get their own answer', async () => {
    const driver = get();
    const client = createClient('ai with deepseek', driver);
    const prompts = Array.from({ length: 40 }, () => uniquePrompt());
    const answers = await Promise.all(
      prompts.map((prompt, index) => (index % 2 === 0 ? client.complete(prompt) : collect(client.stream(prompt)))),
    );
    expect(answers).toEqual(prompts.map((prompt) => driver.answerTo(client.model, prompt)));
  });

  it('the list of models holds what the clients asked for', async () => {
    const { platform, models, clientToken } = get();
    const headers = { authorization: `Bearer ${clientToken}` };
    const response = await fetch(`${platform.gatewayUrl}/v1/models`, { headers });
    const { data } = (await response.json()) as { data: { id: string }[] };
    expect(data.map(({ id }) => id)).toEqual(expect.arrayContaining(Object.values(models)));
  });
}
