import { createRegistry } from '@switchgear/telemetry';
import { scrape } from '@switchgear/telemetry/testing';
import { describe, expect, test } from 'vitest';
import type { CallRecorder, RequestRecorder } from '../proxy/index.ts';
import { createGatewayMetrics, type KeyCounts } from './requests.ts';

function setUp(...providers: string[]) {
  const registry = createRegistry({ processMetrics: false });
  // What the proxy tells must fit what is counted here.
  const time = { now: 0 };
  const metrics = createGatewayMetrics(registry, providers, () => time.now) satisfies Omit<CallRecorder, 'fault'> &
    RequestRecorder;
  return { registry, metrics, time, read: () => scrape(registry) };
}

const noUsage = undefined;

test('every counter of a configured provider is there at 0 before the first call', async () => {
  const found = await setUp('deepseek', 'acme').read();
  for (const api of ['deepseek', 'acme']) {
    for (const status of ['success', 'error', 'rate_limit'])
      expect(found.value('api_calls_total', { api, status })).toBe(0);
    for (const name of ['api_rate_limits_total', 'api_unavailable_total', 'api_cost_usd_total']) {
      expect(found.value(name, { api })).toBe(0);
    }
    for (const type of ['prompt', 'completion', 'cached', 'reasoning']) {
      expect(found.value('api_tokens_used_total', { api, type })).toBe(0);
    }
    expect(found.samples('gateway_requests_total').filter(({ labels: { provider } }) => provider === api)).toHaveLength(
      6,
    );
    expect(found.value('api_request_duration_seconds_count', { api })).toBe(0);
  }
});

test('only DeepSeek and Perplexity have counters under their own name', async () => {
  const { metrics, read } = setUp('deepseek', 'perplexity', 'acme');
  for (const provider of ['deepseek', 'deepseek', 'perplexity', 'acme']) {
    metrics.success(provider, 10, noUsage, undefined);
  }
  const found = await read();
  expect(found.value('deepseek_api_calls_total', { api: 'deepseek', status: 'success' })).toBe(2);
  expect(found.value('perplexity_api_calls_total', { api: 'perplexity', status: 'success' })).toBe(1);
  expect([...found.families.keys()].filter((name) => name.endsWith('_api_calls_total'))).toHaveLength(2);
});

test('without DeepSeek there is no metric of its name', async () => {
  expect((await setUp('acme').read()).families.has('deepseek_api_calls_total')).toBe(false);
});

describe('a call', () => {
  test('that succeeds counts once, with its time, first token, tokens and cost', async () => {
    const { metrics, read } = setUp('deepseek');
    const usage = { prompt: 100, completion: 20, cached: 64, reasoning: 5, costUsd: 0.25 };
    metrics.success('deepseek', 10_000, usage, 1_500);
    const found = await read();
    const api = 'deepseek';
    expect(found.value('api_calls_total', { api, status: 'success' })).toBe(1);
    expect(found.value('api_request_duration_seconds_bucket', { api, le: '5' })).toBe(0);
    expect(found.value('api_request_duration_seconds_bucket', { api, le: '10' })).toBe(1);
    expect(found.value('api_time_to_first_token_seconds_sum', { api })).toBe(1.5);
    expect(found.value('api_tokens_used_total', { api, type: 'prompt' })).toBe(100);
    expect(found.value('api_tokens_used_total', { api, type: 'completion' })).toBe(20);
    expect(found.value('api_tokens_used_total', { api, type: 'cached' })).toBe(64);
    expect(found.value('api_tokens_used_total', { api, type: 'reasoning' })).toBe(5);
    expect(found.value('api_cost_usd_total', { api })).toBe(0.25);
  });

  test('that does not stream has no time to first token', async () => {
    const { metrics, read } = setUp('deepseek');
    metrics.success('deepseek', 10, noUsage, undefined);
    expect((await read()).value('api_time_to_first_token_seconds_count', { api: 'deepseek' })).toBe(0);
  });

  test('with nonsense in its usage counts, and the nonsense does not', async () => {
    const { metrics, read } = setUp('deepseek');
    const usage = { prompt: Number.NaN, completion: -5, cached: Number.POSITIVE_INFINITY, reasoning: 1, costUsd: -1 };
    metrics.success('deepseek', 10, usage, undefined);
    const found = await read();
    expect(found.samples('api_tokens_used_total').map(({ value }) => value)).toEqual([0, 0, 0, 1]);
    expect(found.value('api_cost_usd_total', { api: 'deepseek' })).toBe(0);
  });

  test('that fails is an error with its cause, and took its time', async () => {
    const { metrics, read } = setUp('perplexity');
    metrics.fault('perplexity', { kind: 'failure', errorType: 'server_error' }, 200);
    metrics.fault('perplexity', { kind: 'credential', errorType: 'forbidden' }, 200);
    const found = await read();
    const api = 'perplexity';
    expect(found.value('api_calls_total', { api, status: 'error' })).toBe(2);
    expect(found.value('perplexity_api_calls_total', { api, status: 'error' })).toBe(2);
    expect(found.value('api_errors_total', { api, error_type: 'server_error' })).toBe(1);
    expect(found.value('api_errors_total', { api, error_type: 'forbidden' })).toBe(1);
    expect(found.value('api_request_duration_seconds_count', { api })).toBe(2);
  });

  test('answered by 429 is a rate limit and no error', async () => {
    const { metrics, read } = setUp('perplexity');
    metrics.fault('perplexity', { kind: 'rate_limit', errorType: 'rate_limit' }, 5);
    const found = await read();
    expect(found.value('api_calls_total', { api: 'perplexity', status: 'rate_limit' })).toBe(1);
    expect(found.value('api_calls_total', { api: 'perplexity', status: 'error' })).toBe(0);
    expect(found.value('api_rate_limits_total', { api: 'perplexity' })).toBe(1);
    expect(found.samples('api_errors_total').every(({ value }) => value === 0)).toBe(true);
  });

  test.each([
    { kind: 'caller', errorType: 'bad_request' },
    { kind: 'abort', errorType: 'abort' },
  ] as const)("that ends by the $kind's own doing counts nowhere", async (fault) => {
    const { metrics, registry } = setUp('deepseek');
    const before = [...(await scrape(registry)).families.values()];
    metrics.fault('deepseek', fault, 5);
    expect([...(await scrape(registry)).families.values()]).toEqual(before);
  });

  test('refused for want of a key is unavailable, and a rate limit only when all keys rest from one', async () => {
    const { metrics, read } = setUp('deepseek');
    metrics.unavailable('deepseek', false);
    metrics.unavailable('deepseek', true);
    const found = await read();
    expect(found.value('api_unavailable_total', { api: 'deepseek' })).toBe(2);
    expect(found.value('api_rate_limits_total', { api: 'deepseek' })).toBe(1);
    expect(found.samples('api_calls_total').every(({ value }) => value === 0)).toBe(true);
  });
});

test('a request ends in one outcome, with its time', async () => {
  const { metrics, read } = setUp('deepseek');
  metrics.request('deepseek', 'stream_cut', 2_500);
  const found = await read();
  expect(found.samples('gateway_requests_total').filter(({ value }) => value > 0)).toMatchObject([
    { labels: { provider: 'deepseek', outcome: 'stream_cut' }, value: 1 },
  ]);
  expect(found.value('gateway_request_duration_seconds_sum', { provider: 'deepseek' })).toBe(2.5);
});

test('a failover is counted by reason', async () => {
  const { metrics, read } = setUp('deepseek');
  metrics.failover('deepseek', 'rate_limit');
  metrics.failover('deepseek', 'provider');
  const found = await read();
  expect(found.value('api_failovers_total', { api: 'deepseek', reason: 'rate_limit' })).toBe(1);
  expect(found.value('api_failovers_total', { api: 'deepseek', reason: 'provider' })).toBe(1);
});

test('the quota of a provider is shown only once it has told one', async () => {
  const { metrics, read } = setUp('perplexity');
  expect((await read()).families.has('api_rate_limit_limit')).toBe(false);
  metrics.rateLimit('perplexity', { remaining: 0 });
  const found = await read();
  expect(found.value('api_rate_limit_remaining', { api: 'perplexity' })).toBe(0);
  expect(found.families.has('api_rate_limit_limit')).toBe(false);
});

test('a quota is shown until it begins anew, or for 5 min when the provider does not say when', async () => {
  const { metrics, read, time } = setUp('perplexity');
  const remaining = async () => (await read()).value('api_rate_limit_remaining', { api: 'perplexity' });
  metrics.rateLimit('perplexity', { limit: 50, remaining: 3, resetMs: 60_000 });
  time.now += 59_999;
  expect(await remaining()).toBe(3);
  time.now += 1;
  expect((await read()).families.has('api_rate_limit_remaining')).toBe(false);
  metrics.rateLimit('perplexity', { limit: 50, remaining: 2 });
  time.now += 299_999;
  expect(await remaining()).toBe(2);
  time.now += 1;
  expect((await read()).families.has('api_rate_limit_remaining')).toBe(false);
});

test('api_keys is read from the pool at every scrape', async () => {
  const { metrics, read } = setUp('deepseek');
  let counts: KeyCounts = { active: 3, resting: 0, quarantined: 0, backup: 1 };
  metrics.watchKeys('deepseek', () => counts);
  expect((await read()).value('api_keys', { api: 'deepseek', status: 'backup' })).toBe(1);
  counts = { active: 1, resting: 1, quarantined: 1, backup: 1 };
  const found = await read();
  expect(found.samples('api_keys').map(({ value }) => value)).toEqual([1, 1, 1, 1]);
});
