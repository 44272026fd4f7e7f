import { describe, expect, it } from 'vitest';
import { GatewayError } from './errors.ts';
import {
  badRequest,
  rateLimited,
  refuse,
  refusedConnection,
  serverError,
  succeed,
  unauthorized,
} from './test-support/fake-upstream.ts';
import { createHarness } from './test-support/harness.ts';

const paymentRequired = refuse({ kind: 'credit', errorType: 'payment_required', status: 402 });

async function failureOf(call: Promise<unknown>): Promise<GatewayError> {
  const error = await call.then(
    () => new Error('the call succeeded'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof GatewayError)) throw error;
  return error;
}

describe('a call', () => {
  it('is answered by a healthy key, which is named', async () => {
    const { send, outcomes, told } = createHarness({ keys: { a: 1 } });
    expect(await send()).toEqual({
      kind: 'complete',
      body: '{"ok":true}',
      servedBy: { provider: 'a', keyId: 'a-1', attempts: 1 },
    });
    expect(outcomes).toEqual(['success']);
    expect(told).toEqual(['a success']);
  });

  it.each([
    ['401', unauthorized],
    ['402', paymentRequired],
    ['429', rateLimited(30_000)],
    ['a refused connection', refusedConnection],
  ])('reaches the last of five keys past four that answer %s', async (_, trouble) => {
    const { send, upstreams, outcomes, key } = createHarness({ keys: { a: 5 } });
    for (const id of ['a-1', 'a-2', 'a-3', 'a-4', 'a-5']) upstreams['a']?.script(`sk-${id}`, trouble);
    upstreams['a']?.script('sk-a-5', succeed);
    const { servedBy } = await send();
    expect(servedBy.keyId).toBe('a-5');
    expect(outcomes).toEqual(['success']);
    expect(key('a-5').breaker.state).toBe('closed');
  });

  it('counts a failover for each change of key and none for the key that answered', async () => {
    const { send, upstreams, told } = createHarness({ keys: { a: 2 } });
    for (const id of ['sk-a-1', 'sk-a-2']) {
      upstreams['a']?.script(id, (request, signal) =>
        (upstreams['a']?.calls.length === 1 ? unauthorized : succeed)(request, signal),
      );
    }
    await send();
    expect(told).toEqual(['a unauthorized', 'a failover unauthorized', 'a success']);
  });

  it('that the caller got wrong is answered as the provider did and counts nowhere', async () => {
    const { send, upstreams, outcomes, told, key } = createHarness({ keys: { a: 1 } });
    upstreams['a']?.script('sk-a-1', badRequest);
    const error = await failureOf(send());
    expect(error.status).toBe(422);
    expect(error.toJSON().error).toMatchObject({ message: 'temperature is too high', param: 'temperature' });
    expect(outcomes).toEqual(['caller_error']);
    expect(told).toEqual([]);
    expect(key('a-1').breaker.counts.calls).toMatchObject({ success: 0, failure: 0, ignored: 1 });
    expect(key('a-1').inFlight).toBe(0);
  });

  it('whose client leaves counts nowhere', async () => {
    const { send, upstreams, outcomes, told, key } = createHarness({ keys: { a: 2 } });
    const controller = new AbortController();
    const leave = () => {
      controller.abort();
      return refuse({ kind: 'abort', errorType: 'abort' })({} as never, controller.signal);
    };
    upstreams['a']?.script('sk-a-1', leave);
    upstreams['a']?.script('sk-a-2', leave);
    await failureOf(send({ signal: controller.signal }));
    expect(outcomes).toEqual(['client_abort']);
    expect(told).toEqual([]);
    expect([key('a-1'), key('a-2')].map(({ inFlight }) => inFlight)).toEqual([0, 0]);
  });

  it('for an unknown model is refused and never becomes an accepted request', async () => {
    const { send, outcomes } = createHarness({ keys: { a: 1 } });
    expect(await failureOf(send({ model: 'nothing' }))).toMatchObject({ status: 404, code: 'model_not_found' });
    expect(outcomes).toEqual([]);
  });
});

describe('a call that no key can take', () => {
  it('is refused with 503 and the time of the first key that returns', async () => {
    const { send, upstreams, outcomes, told } = createHarness({ keys: { a: 2 } });
    upstreams['a']?.script('sk-a-1', rateLimited(30_000));
    upstreams['a']?.script('sk-a-2', rateLimited(20_000));
    const error = await failureOf(send());
    expect(error).toMatchObject({ status: 503, code: 'no_key_available', retryAfterMs: 20_000 });
    expect(outcomes).toEqual(['unavailable']);
    expect(told.at(-1)).toBe('a unavailable resting');
  });

  it('does not ask a resting key again before its time', async () => {
    const { send, upstreams, advance } = createHarness({ keys: { a: 1 } });
    upstreams['a']?.script('sk-a-1', rateLimited(30_000));
    for (let i = 0; i < 20; i += 1) await failureOf(send());
    expect(upstreams['a']?.calls).toHaveLength(1);
    advance(29_999);
    await failureOf(send());
    expect(upstreams['a']?.calls).toHaveLength(1);
    advance(1);
    await failureOf(send());
    expect(upstreams['a']?.calls).toHaveLength(2);
  });

  it('goes to the provider that the fallback names, and counts for the one that was asked', async () => {
    const { send, upstreams, outcomes, told } = createHarness({
      keys: { a: 1, b: 1 },
      fallbacks: [{ model: 'model-a', to: ['model-b'] }],
    });
    upstreams['a']?.script('sk-a-1', unauthorized);
    const { servedBy } = await send();
    expect(servedBy).toEqual({ provider: 'b', keyId: 'b-1', attempts: 2 });
    expect(outcomes).toEqual(['success']);
    expect(told).toEqual(['a unauthorized', 'a unavailable', 'a failover provider', 'b success']);
  });
});

describe('a provider that cannot be reached', () => {
  it('is told as its failure, not as a want of keys', async () => {
    const { send, upstreams, outcomes } = createHarness({ keys: { a: 2 } });
    for (const id of ['sk-a-1', 'sk-a-2']) upstreams['a']?.script(id, refusedConnection);
    expect(await failureOf(send())).toMatchObject({ status: 502, code: 'upstream_error' });
    expect(upstreams['a']?.calls).toHaveLength(2);
    expect(outcomes).toEqual(['upstream_error']);
  });
});

describe('a poisonous request', () => {
  it('stops after two keys when no other key has succeeded lately', async () => {
    const { send, upstreams, outcomes } = createHarness({ keys: { a: 5 } });
    for (let i = 1; i <= 5; i += 1) upstreams['a']?.script(`sk-a-${i}`, serverError);
    expect(await failureOf(send())).toMatchObject({ status: 502, code: 'upstream_error' });
    expect(upstreams['a']?.calls).toHaveLength(2);
    expect(outcomes).toEqual(['upstream_error']);
  });

  it('goes on past two broken keys to one that has succeeded within 10 s', async () => {
    const { send, upstreams } = createHarness({ keys: { a: 3 } });
    const { servedBy } = await send();
    for (let i = 1; i <= 3; i += 1) {
      if (`a-${i}` !== servedBy.keyId) upstreams['a']?.script(`sk-a-${i}`, serverError);
    }
    for (let i = 0; i < 5; i += 1) expect((await send()).servedBy.keyId).toBe(servedBy.keyId);
  });

  it('does not go on when that success is older than 10 s', async () => {
    const { send, upstreams, advance } = createHarness({ keys: { a: 3 } });
    await send();
    for (let i = 1; i <= 3; i += 1) upstreams['a']?.script(`sk-a-${i}`, serverError);
    advance(10_000);
    await failureOf(send());
    expect(upstreams['a']?.calls).toHaveLength(1 + 2);
  });

  it('counts against two keys only and is let loose on ten at most, however healthy the others are', async () => {
    const { send, upstreams, key } = createHarness({ keys: { a: 20 }, failureThreshold: 1 });
    const ids = Array.from({ length: 20 }, (_, index) => `a-${index + 1}`);
    while (new Set(upstreams['a']?.calls).size < ids.length) await send();
    const before = upstreams['a']?.calls.length ?? 0;
    for (const id of ids) upstreams['a']?.script(`sk-${id}`, serverError);
    await failureOf(send());
    expect((upstreams['a']?.calls.length ?? 0) - before).toBe(10);
    expect(ids.filter((id) => key(id).breaker.state !== 'closed')).toHaveLength(2);
  });

  it('does not keep a revoked key from its quarantine, though it counts against no further key', async () => {
    const { send, upstreams, key } = createHarness({ keys: { a: 5 } });
    const ids = ['a-1', 'a-2', 'a-3', 'a-4', 'a-5'];
    while (new Set(upstreams['a']?.calls).size < ids.length) await send();
    const called: string[] = [];
    for (const id of ids) {
      upstreams['a']?.script(`sk-${id}`, (request, signal) => {
        called.push(id);
        return (called.length === 4 ? unauthorized : serverError)(request, signal);
      });
    }
    await failureOf(send());
    const fourth = key(called[3] ?? '').breaker;
    expect(fourth).toMatchObject({ state: 'open', openReason: 'quarantine' });
  });
});
