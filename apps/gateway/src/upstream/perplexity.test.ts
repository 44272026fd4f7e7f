import { describe, expect, it } from 'vitest';
import { type Contract, describeUpstreamContract } from './testing/contract.ts';
import { agentRun, agentSpoken } from './testing/dialects.ts';
import { callOptions, requireFault, SECRET } from './testing/harness.ts';
import { request } from './testing/requests.ts';
import { sendJson } from './testing/stub-server.ts';
import { withUpstream } from './testing/with-upstream.ts';

const options = { kind: 'perplexity', name: 'perplexity', displayName: 'Perplexity', models: ['sonar'] } as const;
const shared = {
  options,
  path: '/v1/agent',
  spoken: agentSpoken,
  probe: { path: '/v1/agent', healthy: [400, { error: { message: 'input is required', code: 400 } }] },
} as const;

const contract: Contract = { ...shared, dialect: 'agent', model: 'perplexity/sonar' };

describeUpstreamContract('Perplexity as a provider', contract);
describeUpstreamContract('Perplexity through the chat API', { ...shared, dialect: 'chat', model: 'sonar' });

describe('Perplexity', () => {
  const on = withUpstream(contract);
  const call = (...sent: Parameters<typeof request>) => on.upstream.call(request(...sent), SECRET, callOptions());

  it.each([
    ['perplexity/sonar', 'sonar', { model: 'perplexity/sonar', input: 'x' }],
    ['sonar', 'sonar', { model: 'perplexity/sonar', input: 'x' }],
    ['perplexity/sonar-pro', 'sonar-pro', { preset: 'low', input: 'x' }],
    [undefined, 'sonar', { input: 'x' }],
  ])('is asked for %s by the name it has for it', async (model, named, sent) => {
    on.server.script = sendJson(agentRun);
    await call('agent', { ...(model !== undefined && { model }), input: 'x' }, named);
    expect(JSON.parse(on.server.last.body)).toEqual(sent);
  });

  it('is not asked at all for what cannot be translated', async () => {
    const before = on.server.requests.length;
    const answer = await call('chat', { model: 'sonar', messages: [], stop: 'END' });
    expect(requireFault(answer)).toMatchObject({
      kind: 'caller',
      status: 400,
      message: expect.stringContaining('`stop`'),
    });
    expect(on.server.requests.length).toBe(before);
  });

  it('tells the cost itself', async () => {
    on.server.script = sendJson(agentRun);
    const answer = await call('chat', { model: 'sonar', messages: [{ role: 'user', content: 'x' }] });
    expect(answer.kind === 'complete' && answer.usage?.costUsd).toBe(0.006);
  });

  it('tells its quota with a 429', async () => {
    const quota = { 'x-ratelimit-limit': '50', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '3' };
    on.server.script = sendJson({ error: { message: 'slow down', code: 429 } }, 429, quota);
    const answer = await call('agent', { model: 'perplexity/sonar', input: 'x' });
    expect(answer.rateLimit).toEqual({ limit: 50, remaining: 0, resetMs: 3_000 });
    expect(requireFault(answer)).toMatchObject({ kind: 'rate_limit', retryAfterMs: 3_000 });
  });

  it.each([
    ['failed', { message: 'oh', code: 400 }],
    ['cancelled', null],
  ])('that ends a run as %s inside a 200 has failed', async (status, error) => {
    on.server.script = sendJson({ ...agentRun, status, error });
    for (const body of [{ input: 'x' }, { messages: [{ role: 'user', content: 'x' }] }]) {
      const answer = await call('input' in body ? 'agent' : 'chat', { model: 'sonar', ...body });
      expect(requireFault(answer)).toMatchObject({ kind: 'failure', errorType: 'failed_run' });
    }
  });
});
