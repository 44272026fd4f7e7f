import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBudget } from '../budget/budget.ts';
import { sqliteStore, storeSchema } from '../budget/store.ts';
import { completion, refusal, type ScriptedGateway, startGateway } from '../testing/index.ts';
import { ask, type GatewayAccess, type Question } from './ask.ts';
import { askWithin } from './within.ts';

let gateway: ScriptedGateway;
beforeEach(async () => {
  gateway = await startGateway();
});
afterEach(() => gateway.stop());

/** At most three tokens of a prompt and fifty of an answer. */
const question: Question = { model: 'm', messages: [{ role: 'user', content: 'why so?' }], maxTokens: 50 };
const estimate = 53;

/** What a day has spent after one question. */
async function spent(more: Partial<GatewayAccess & Question> = {}, tokensPerDay = 1000): Promise<number> {
  const database = new DatabaseSync(':memory:');
  database.exec(storeSchema);
  const budget = createBudget(sqliteStore(database), { tokensPerDay, now: () => 0 });
  const access = { gateway: gateway.url, timeoutMs: 10_000, ...more };
  await askWithin(budget, (asked) => ask({ ...access, ...asked, ...more }), question);
  return tokensPerDay - budget.left();
}

describe('a question has used', () => {
  it('what its answer counts, with or without a text', async () => {
    expect(await spent()).toBe(100);
    gateway.respond = (response) => completion(response, '');
    expect(await spent()).toBe(100);
  });

  it.each([
    ['counts nothing', {}],
    ['counts less than nothing', { prompt_tokens: 1, completion_tokens: -1000 }],
    ['counts no numbers', { prompt_tokens: '1', completion_tokens: null }],
    ['counts beyond reason', { prompt_tokens: 1, completion_tokens: 1e15 }],
  ])('the estimate where the answer %s', async (_what, usage) => {
    gateway.respond = (response) => completion(response, 'because', { usage });
    expect(await spent()).toBe(estimate);
    gateway.respond = (response) => completion(response, '', { usage });
    expect(await spent()).toBe(estimate);
  });

  it('the estimate where it was given up, cut off, or the provider was too late', async () => {
    gateway.respond = () => {};
    expect(await spent({ timeoutMs: 50 })).toBe(estimate);
    const withdrawn = new AbortController();
    gateway.respond = () => withdrawn.abort();
    expect(await spent({ signal: withdrawn.signal })).toBe(estimate);
    gateway.respond = (response) => response.destroy();
    expect(await spent()).toBe(estimate);
    gateway.respond = (response) => refusal(response, 504, 'upstream_timeout');
    expect(await spent()).toBe(estimate);
  });

  it('nothing where no model has worked on it', async () => {
    for (const status of [400, 401, 429, 502, 503]) {
      gateway.respond = (response) => refusal(response, status, 'x');
      expect(await spent()).toBe(0);
    }
    const gone = await startGateway();
    await gone.stop();
    expect(await spent({ gateway: gone.url })).toBe(0);
  });
});

it('a question that the day has no tokens for is not asked', async () => {
  expect(await spent({}, estimate - 1)).toBe(0);
  expect(gateway.asked).toEqual([]);
  expect(await spent({}, estimate)).toBeGreaterThan(0);
});
