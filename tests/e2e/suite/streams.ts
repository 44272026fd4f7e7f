import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { eventsOf } from '../../support/http-call.ts';
import { clientNames, createClient } from '../clients.ts';
import { chat, faultEverywhere, type Get, metricsOf, uniquePrompt } from './context.ts';

/** What becomes of streams that do not come to their end. */
export function describeStreams(get: Get): void {
  describe('a stream that the provider cuts', () => {
    it.each(clientNames)('reaches %s as an error after its first pieces', async (name) => {
      const driver = get();
      await faultEverywhere(driver, { kind: 'cut_stream' });
      const before = await metricsOf(driver);
      const client = createClient(name, driver);
      const prompt = uniquePrompt();
      let text = '';
      const read = async () => {
        for await (const piece of client.stream(prompt)) text += piece;
      };
      await expect(read()).rejects.toThrow();
      const whole = driver.answerTo(client.model, prompt);
      expect(text.length).toBeGreaterThan(0);
      expect(text.length).toBeLessThan(whole.length);
      expect(whole.startsWith(text)).toBe(true);
      const after = await metricsOf(driver);
      expect(after.since(before, 'gateway_requests_total', { outcome: 'stream_cut' })).toBe(1);
      expect(after.since(before, 'gateway_requests_total')).toBe(1);
      expect(after.since(before, 'api_errors_total', { error_type: 'stream_cut' })).toBe(1);
      expect(after.since(before, 'circuit_breaker_calls_total', { outcome: 'failure' })).toBe(1);
    });

    it('ends on the wire in an error event and a broken connection', async () => {
      const driver = get();
      await faultEverywhere(driver, { kind: 'cut_stream' });
      const answer = await chat(driver, driver.models.deepseek, uniquePrompt(), true);
      expect(answer.status).toBe(200);
      expect(answer.whole).toBe(false);
      expect(answer.text).not.toContain('[DONE]');
      expect(eventsOf(answer.text).at(-1)).toMatchObject({ error: { code: 'stream_cut', type: 'upstream_error' } });
    });

    it('goes on unseen with another key when it breaks before the first token', async () => {
      const driver = get();
      const [bad] = driver.keys.deepseek;
      await driver.setFault(bad, { kind: 'cut_before_first_token' });
      const before = await metricsOf(driver);
      const client = createClient('openai, chat', driver);
      for (let call = 0; call < 100 && (await failuresOf(get, bad)) === 0; call++) {
        const prompt = uniquePrompt();
        let text = '';
        for await (const piece of client.stream(prompt)) text += piece;
        expect(text).toBe(driver.answerTo(client.model, prompt));
      }
      const after = await metricsOf(driver);
      expect(after.since(before, 'api_failovers_total', { api: 'deepseek' })).toBe(1);
      expect(after.since(before, 'gateway_requests_total', { outcome: 'stream_cut' })).toBe(0);
    });
  });

  it.each(clientNames)(
    'a call that %s gives up in the middle is aborted upstream and counted in no call',
    async (name) => {
      const driver = get();
      await faultEverywhere(driver, { kind: 'endless_stream' });
      const aborted = await abortedCalls(get);
      const before = await metricsOf(driver);
      const controller = new AbortController();
      let text = '';
      const read = async () => {
        for await (const piece of createClient(name, driver).stream(uniquePrompt(), controller.signal)) {
          text += piece;
          controller.abort();
          // Some clients would go on with what has arrived already.
          await delay(0);
        }
      };
      // Whether a client reports its own abort as an error is its own affair.
      await read().catch(() => {});
      expect(text).not.toBe('');
      const after = await eventually(
        async () => {
          const now = await metricsOf(driver);
          expect(now.since(before, 'gateway_requests_total', { outcome: 'client_abort' })).toBe(1);
          expect(await abortedCalls(get)).toBe(aborted + 1);
          return now;
        },
        { withinMs: 5_000 },
      );
      expect(after.since(before, 'gateway_requests_total')).toBe(1);
      expect(after.since(before, 'api_calls_total')).toBe(0);
      expect(after.since(before, 'circuit_breaker_calls_total', { outcome: 'ignored' })).toBe(1);
      expect(after.since(before, 'circuit_breaker_calls_total', { outcome: 'failure' })).toBe(0);
      expect((await driver.platform.admin.keys()).every(({ in_flight: inFlight }) => inFlight === 0)).toBe(true);
    },
  );
}

async function failuresOf(get: Get, keyId: string): Promise<number> {
  return (await get().platform.admin.breaker(keyId)).failure_count;
}

async function abortedCalls(get: Get): Promise<number> {
  const keys = await get().platform.admin.keys();
  const counts = await Promise.all(keys.map(({ key_id: keyId }) => get().callsOf(keyId)));
  return counts.reduce((sum, { aborted }) => sum + aborted, 0);
}
