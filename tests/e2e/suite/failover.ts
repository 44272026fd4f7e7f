import { APICallError } from 'ai';
import OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import { clientNames, createClient } from '../clients.ts';
import { chat, collect, errorOf, faultEverywhere, type Get, metricsOf, uniquePrompt } from './context.ts';

/** A key's trouble is not the caller's, as long as another key works. */
export function describeFailover(get: Get): void {
  it('a key that fails is opened while every call succeeds', async () => {
    const driver = get();
    const { admin } = driver.platform;
    const [bad] = driver.keys.deepseek;
    const before = await metricsOf(driver);
    await driver.setFault(bad, { kind: 'server_error' });
    const client = createClient('openai, chat', driver);
    for (let call = 0; call < 100 && (await admin.breaker(bad)).state !== 'open'; call++) {
      const prompt = uniquePrompt();
      const text = call % 2 === 0 ? client.complete(prompt) : collect(client.stream(prompt));
      expect(await text).toBe(driver.answerTo(client.model, prompt));
    }
    expect(await admin.breaker(bad)).toMatchObject({ state: 'open', open_reason: 'failures' });
    const after = await metricsOf(driver);
    const key = { provider: 'deepseek', key_id: bad };
    expect(after.sum('circuit_breaker_state', key)).toBe(2);
    expect(after.since(before, 'circuit_breaker_trips_total', key)).toBe(1);
    expect(
      after.since(before, 'circuit_breaker_transitions_total', { ...key, from_state: 'closed', to_state: 'open' }),
    ).toBe(1);
    expect(after.since(before, 'circuit_breaker_calls_total', { ...key, outcome: 'failure' })).toBe(3);
    expect(after.since(before, 'api_failovers_total', { api: 'deepseek', reason: 'server_error' })).toBe(3);
    expect(after.since(before, 'api_calls_total', { api: 'deepseek', status: 'error' })).toBe(3);
    expect(after.since(before, 'gateway_requests_total')).toBe(
      after.since(before, 'gateway_requests_total', { outcome: 'success' }),
    );
  });

  it('with two keys revoked every call succeeds on the third', async () => {
    const driver = get();
    const { admin } = driver.platform;
    const [first, second, healthy] = driver.keys.deepseek;
    await driver.setFault(first, { kind: 'unauthorized' });
    await driver.setFault(second, { kind: 'unauthorized' });
    const isQuarantined = async (keyId: string) => (await admin.breaker(keyId)).open_reason === 'quarantine';
    for (let call = 0; call < 100 && !((await isQuarantined(first)) && (await isQuarantined(second))); call++) {
      const prompt = uniquePrompt();
      const answer = await chat(driver, driver.models.deepseek, prompt, call % 2 === 0);
      expect(answer.status).toBe(200);
      expect(answer.headers['x-switchgear-key-id']).toBe(healthy);
    }
    const states = await admin.breakers();
    expect(states.filter(({ open_reason: reason }) => reason === 'quarantine').map(({ key_id: id }) => id)).toEqual([
      first,
      second,
    ]);
    expect(states.find(({ key_id: id }) => id === first)).toMatchObject({
      open_until: null,
      retry_after_seconds: null,
    });
    const keys = (await metricsOf(driver)).select('api_keys', { api: 'deepseek', status: 'quarantined' });
    expect(keys.map(({ value }) => value)).toEqual([2]);
  });

  describe('with no key left', () => {
    it('a call is answered 503 with the time to come back, and the next one asks no provider', async () => {
      const driver = get();
      const before = await metricsOf(driver);
      await faultEverywhere(driver, { kind: 'rate_limit', retryAfterSeconds: 40 });
      const answer = await chat(driver, driver.models.deepseek, uniquePrompt());
      expect(answer.status).toBe(503);
      expect(errorOf(answer)).toMatchObject({ code: 'no_key_available', type: 'service_unavailable_error' });
      const seconds = Number(answer.headers['retry-after']);
      expect(seconds).toBeGreaterThanOrEqual(38);
      expect(seconds).toBeLessThanOrEqual(40);
      const called = await callsOfAll(get);
      const again = await chat(driver, driver.models.deepseek, uniquePrompt(), true);
      expect(again.status).toBe(503);
      expect(again.headers['retry-after']).toMatch(/^\d+$/);
      expect(await callsOfAll(get)).toBe(called);
      const after = await metricsOf(driver);
      expect(after.since(before, 'gateway_requests_total', { outcome: 'unavailable' })).toBe(2);
      expect(after.since(before, 'api_unavailable_total', { api: 'deepseek' })).toBe(2);
      expect(after.since(before, 'api_calls_total', { api: 'deepseek', status: 'rate_limit' })).toBe(3);
    });

    it('the openai client throws a 503 that says when to come back', async () => {
      const driver = get();
      await faultEverywhere(driver, { kind: 'rate_limit', retryAfterSeconds: 20 });
      const error = await createClient('openai, chat', driver)
        .complete(uniquePrompt())
        .catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(OpenAI.InternalServerError);
      expect(error).toMatchObject({ status: 503, code: 'no_key_available' });
      const seconds = Number((error as InstanceType<typeof OpenAI.APIError>).headers?.get('retry-after'));
      expect(seconds).toBeGreaterThanOrEqual(18);
      expect(seconds).toBeLessThanOrEqual(20);
    });

    it.each(clientNames)('%s throws a 503 with Retry-After, for JSON and for a stream', async (name) => {
      const driver = get();
      await faultEverywhere(driver, { kind: 'unauthorized' });
      const client = createClient(name, driver);
      for (const call of [() => client.complete(uniquePrompt()), () => collect(client.stream(uniquePrompt()))]) {
        const { status, retryAfter } = refusalIn(await call().catch((thrown: unknown) => thrown));
        expect(status).toBe(503);
        expect(retryAfter).toMatch(/^[1-9]\d*$/);
      }
    });

    it('a model with a fallback is served by the other provider', async () => {
      const driver = get();
      for (const keyId of driver.keys.deepseek) await driver.setFault(keyId, { kind: 'rate_limit' });
      const before = await metricsOf(driver);
      const prompt = uniquePrompt();
      const answer = await chat(driver, driver.modelWithFallback, prompt);
      expect(answer.status).toBe(200);
      expect(answer.headers['x-switchgear-provider']).toBe('perplexity');
      const { choices } = JSON.parse(answer.text) as { choices: { message: { content: string } }[] };
      expect(choices[0]?.message.content).toBe(driver.answerTo('sonar', prompt));
      const after = await metricsOf(driver);
      expect(after.since(before, 'api_failovers_total', { api: 'deepseek', reason: 'provider' })).toBe(1);
      expect(after.since(before, 'gateway_requests_total', { provider: 'deepseek', outcome: 'success' })).toBe(1);
      expect(after.since(before, 'gateway_requests_total')).toBe(1);
    });
  });

  it('one poisonous request opens at most two keys even where one failure opens a key', async () => {
    const driver = get();
    const { admin } = driver.platform;
    await admin.send('PATCH', '/api/v1/circuit-breaker/config', { failure_threshold: 1 });
    try {
      const answer = await chat(driver, driver.models.deepseek, `${uniquePrompt()} ${driver.poison}`);
      expect(answer.status).toBe(502);
      expect(errorOf(answer)).toMatchObject({ code: 'upstream_error', type: 'upstream_error' });
      const open = (await admin.breakers()).filter(({ state }) => state !== 'closed');
      expect(open.length).toBeLessThanOrEqual(2);
      const prompt = uniquePrompt();
      const client = createClient('openai, chat', driver);
      expect(await client.complete(prompt)).toBe(driver.answerTo(client.model, prompt));
    } finally {
      await admin.send('PATCH', '/api/v1/circuit-breaker/config', { failure_threshold: 3 });
    }
  });

  it('one poisonous request leaves all keys closed with more than one failure allowed', async () => {
    const driver = get();
    const answer = await chat(driver, driver.models.deepseek, `${uniquePrompt()} ${driver.poison}`, true);
    expect(answer.status).toBe(502);
    const breakers = await driver.platform.admin.breakers();
    expect(breakers.map(({ state }) => state)).toEqual(breakers.map(() => 'closed'));
    expect(breakers.reduce((sum, { failure_count: failures }) => sum + failures, 0)).toBeLessThanOrEqual(2);
  });
}

async function callsOfAll(get: Get): Promise<number> {
  const counts = await Promise.all(get().keys.deepseek.map((keyId) => get().callsOf(keyId)));
  return counts.reduce((sum, { calls }) => sum + calls, 0);
}

/** Status and Retry-After of what a client threw, in the words of openai and of ai. */
function refusalIn(thrown: unknown): { status: number | undefined; retryAfter: string | null | undefined } {
  if (thrown instanceof OpenAI.APIError)
    return { status: thrown.status, retryAfter: thrown.headers?.get('retry-after') };
  if (APICallError.isInstance(thrown)) {
    return { status: thrown.statusCode, retryAfter: thrown.responseHeaders?.['retry-after'] };
  }
  throw new Error('the client did not throw an error of its API', { cause: thrown });
}
