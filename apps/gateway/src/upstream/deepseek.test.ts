import { describe, expect, it } from 'vitest';
import { type Contract, describeUpstreamContract } from './testing/contract.ts';
import { chatSpoken } from './testing/dialects.ts';
import { callOptions, drain, requestOf, requireFault, requireStream, SECRET } from './testing/harness.ts';
import { sendEvents, sendJson, sendPart, startEvents } from './testing/stub-server.ts';
import { withUpstream } from './testing/with-upstream.ts';

const mondayPeak = Date.UTC(2026, 10, 23, 7);

const contract: Contract = {
  options: {
    kind: 'deepseek',
    name: 'deepseek',
    displayName: 'DeepSeek',
    models: ['deepseek-flash'],
    clock: { now: () => mondayPeak },
  },
  dialect: 'chat',
  model: 'deepseek-flash',
  path: '/chat/completions',
  spoken: chatSpoken,
  probe: { path: '/user/balance', healthy: [200, { is_available: true }] },
};

describeUpstreamContract('DeepSeek as a provider', contract);

describe('DeepSeek', () => {
  const on = withUpstream(contract);
  const call = (stream: boolean, deadlines = {}) =>
    on.upstream.call(requestOf(contract, stream), SECRET, callOptions(deadlines));

  it('may keep a whole answer alive with empty lines and comments before it', async () => {
    on.server.script = async (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      for (const line of ['\n', ': keep-alive\n', '\n\n']) await sendPart(response, line);
      response.end(JSON.stringify(chatSpoken.json));
    };
    const answer = await call(false, { firstTokenMs: 1 });
    expect(answer.kind === 'complete' && JSON.parse(answer.body.toString())).toEqual(chatSpoken.json);
  });

  it('may fall silent between those lines, which are no part of the answer', async () => {
    on.server.script = async (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      await sendPart(response, '\n');
      await new Promise((resolve) => setTimeout(resolve, 60));
      response.end(JSON.stringify(chatSpoken.json));
    };
    expect((await call(false, { idleMs: 20 })).kind).toBe('complete');
  });

  it('that keeps a whole answer alive for ever is a time-out', async () => {
    on.server.script = async (response, { gone }) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const timer = setInterval(() => response.write('\n'), 5);
      await gone;
      clearInterval(timer);
    };
    expect(requireFault(await call(false, { totalMs: 50 }))).toMatchObject({ errorType: 'timeout' });
  });

  it('that gives up a whole answer for want of resources is overloaded', async () => {
    const choices = [{ index: 0, message: { content: 'half' }, finish_reason: 'insufficient_system_resource' }];
    on.server.script = sendJson({ ...chatSpoken.json, choices });
    expect(requireFault(await call(false))).toMatchObject({ kind: 'failure', errorType: 'overloaded' });
  });

  it('is paid by its price list, at the hour of the answer', async () => {
    on.server.script = sendJson(chatSpoken.json);
    const answer = await call(false);
    expect(answer.kind === 'complete' && answer.usage?.costUsd).toBeCloseTo((5 * 0.006 + 15 * 0.3 + 8 * 1.2) / 1e6, 12);
  });

  it('is paid for streams too', async () => {
    on.server.script = sendEvents([chatSpoken.token('x'), chatSpoken.closing.join('')]);
    const answer = requireStream(await call(true));
    await drain(answer);
    expect(answer.usage()?.costUsd).toBeCloseTo((5 * 0.006 + 15 * 0.3 + 8 * 1.2) / 1e6, 12);
  });

  it('tells by its balance that an account can pay no more', async () => {
    on.server.script = sendJson({ is_available: false, balance_infos: [] });
    const result = await on.upstream.probe(SECRET, new AbortController().signal);
    expect(result).toMatchObject({ ok: false, fault: { kind: 'credit', errorType: 'payment_required' } });
  });

  it('is believed by the status of an error whose body never comes', async () => {
    on.server.script = (response) => {
      response.writeHead(503, { 'content-type': 'application/json' }).write('{');
    };
    expect(requireFault(await call(false, { idleMs: 60_000, totalMs: 60_000 }))).toMatchObject({
      errorType: 'overloaded',
      status: 503,
    });
  });

  it('is not read on while its own reader is slow', async () => {
    const written = { bytes: 0, stalled: Promise.withResolvers<void>() };
    on.server.script = async (response) => {
      startEvents(response);
      const large = chatSpoken.token('x'.repeat(1_000_000));
      for (let sent = 0; sent < 64 && !response.destroyed; sent += 1) {
        written.bytes += large.length;
        if (response.write(large)) continue;
        const patience = setTimeout(written.stalled.resolve, 200);
        await new Promise((resolve) => response.once('drain', resolve).once('close', resolve));
        clearTimeout(patience);
      }
      written.stalled.resolve();
    };
    const { events } = requireStream(await call(true));
    await written.stalled.promise;
    expect(written.bytes).toBeLessThan(32_000_000);
    await events[Symbol.asyncIterator]().return?.();
  });

  it('may name its models, though they are also in the name of a key', async () => {
    const body = { error: { message: 'no deepseek-chat here, try deepseek-flash; the key ends in epseek-1' } };
    on.server.script = sendJson(body, 400);
    const answer = await on.upstream.call(requestOf(contract, false), 'sk-sandbox-deepseek-1', callOptions());
    expect(requireFault(answer).body).toEqual({
      error: { message: 'no deepseek-chat here, try deepseek-flash; the key ends in [secret]' },
    });
  });

  it('does not serve the Agent API', async () => {
    expect([on.upstream.supports('chat'), on.upstream.supports('agent')]).toEqual([true, false]);
    const answer = await on.upstream.call({ ...requestOf(contract, false), dialect: 'agent' }, SECRET, callOptions());
    expect(requireFault(answer)).toMatchObject({ kind: 'caller', errorType: 'unsupported', status: 400 });
  });
});
