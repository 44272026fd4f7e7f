import { describe, expect, it } from 'vitest';
import { createOpenai } from './openai.ts';
import { describeUpstreamContract } from './testing/contract.ts';
import { agentSpoken, chatSpoken } from './testing/dialects.ts';
import { callOptions, requireFault, SECRET } from './testing/harness.ts';
import { request } from './testing/requests.ts';
import { StubServer, sendJson } from './testing/stub-server.ts';

const options = { kind: 'openai', name: 'local', displayName: 'Local LLM', models: ['m'], responses: true } as const;
const probe = { path: '/models', healthy: [200, { data: [] }] } as const;

describeUpstreamContract('an OpenAI-compatible provider', {
  options,
  dialect: 'chat',
  model: 'm',
  path: '/chat/completions',
  spoken: chatSpoken,
  probe,
});

describeUpstreamContract('an OpenAI-compatible provider with responses', {
  options,
  dialect: 'agent',
  model: 'm',
  path: '/responses',
  spoken: agentSpoken,
  probe,
});

describe('an OpenAI-compatible provider below a path', () => {
  const at = async (base: string, more = {}) => {
    const server = await StubServer.start();
    server.script = sendJson(chatSpoken.json);
    const upstream = createOpenai({ ...options, responses: false, ...more, baseUrl: server.url + base });
    const end = async () => {
      await upstream.close();
      await server.stop();
    };
    return { server, upstream, end };
  };

  it.each(['/api/v1', '/api/v1/'])('is found below %s', async (base) => {
    const { server, upstream, end } = await at(base);
    await upstream.call(request('chat', { model: 'm', messages: [] }), SECRET, callOptions());
    expect(server.last.url).toBe('/api/v1/chat/completions');
    await upstream.probe(SECRET, new AbortController().signal);
    expect(server.last.url).toBe('/api/v1/models');
    await end();
  });

  it('serves the responses API only where it is said to', async () => {
    const { upstream, end } = await at('');
    expect([upstream.supports('chat'), upstream.supports('agent')]).toEqual([true, false]);
    const answer = await upstream.call(request('agent', { model: 'm', input: 'x' }), SECRET, callOptions());
    expect(requireFault(answer)).toMatchObject({ kind: 'caller', errorType: 'unsupported' });
    await end();
  });

  it('is priced only by configuration', async () => {
    const free = await at('');
    const priced = await at('', { prices: { m: { input: 1_000, output: 10_000 } } });
    const body = { model: 'm', messages: [] };
    const [unknown, known] = await Promise.all(
      [free, priced].map(({ upstream }) => upstream.call(request('chat', body), SECRET, callOptions())),
    );
    expect(unknown?.kind === 'complete' && unknown.usage).not.toHaveProperty('costUsd');
    expect(known?.kind === 'complete' && known.usage?.costUsd).toBeCloseTo(0.1, 10);
    await Promise.all([free.end(), priced.end()]);
  });
});
