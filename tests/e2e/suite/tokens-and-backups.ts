import OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import { post } from '../../support/http-call.ts';
import { createClient } from '../clients.ts';
import { chat, errorOf, type Get, metricsOf, uniquePrompt } from './context.ts';

/** What a configuration with client tokens and a backup account adds. */
export function describeTokensAndBackups(get: Get): void {
  describe.each(['/v1/chat/completions', '/v1/responses', '/v1/agent'])('%s', (path) => {
    it.each([
      ['no token', {}],
      ['a wrong token', { authorization: 'Bearer wrong' }],
    ])('refuses %s', async (_, headers) => {
      const driver = get();
      const before = await metricsOf(driver);
      const url = driver.platform.gatewayUrl + path;
      const answer = await post({ url, headers, body: { model: driver.models.perplexity, input: 'x', messages: [] } });
      expect(answer.status).toBe(401);
      expect(errorOf(answer)).toMatchObject({ code: 'invalid_api_key', type: 'authentication_error' });
      expect((await metricsOf(driver)).since(before, 'gateway_requests_total')).toBe(0);
    });
  });

  it('the openai client throws its own class for a wrong token', async () => {
    const { platform, models } = get();
    const client = new OpenAI({ baseURL: `${platform.gatewayUrl}/v1`, apiKey: 'wrong', maxRetries: 0 });
    const call = client.responses.create({ model: models.perplexity, input: 'Hello' });
    await expect(call).rejects.toBeInstanceOf(OpenAI.AuthenticationError);
  });

  it('a backup key is left alone until the active ones are gone, and then saves the call', async () => {
    const driver = get();
    const model = driver.models.generic;
    for (let call = 0; call < 12; call++) await chat(driver, model, uniquePrompt());
    expect((await driver.callsOf('acme-3')).calls).toBe(0);
    expect((await metricsOf(driver)).sum('api_keys', { api: 'acme', status: 'backup' })).toBe(1);

    for (const keyId of ['acme-1', 'acme-2']) await driver.setFault(keyId, { kind: 'unauthorized' });
    for (let call = 0; call < 12; call++) {
      const prompt = uniquePrompt();
      expect(await createClient('ai with openai-compatible', driver).complete(prompt)).toBe(
        driver.answerTo(model, prompt),
      );
    }
    expect((await driver.callsOf('acme-3')).calls).toBe(12);
    expect((await metricsOf(driver)).sum('api_keys', { api: 'acme', status: 'backup' })).toBe(0);
  });
}
