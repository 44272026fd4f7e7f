import { describe, expect, it } from 'vitest';
import { GatewayError } from './errors.ts';
import { refuse, serverError, streamOf } from './test-support/fake-upstream.ts';
import { createHarness, type Harness } from './test-support/harness.ts';

async function open({ send }: Harness, dialect: 'chat' | 'agent' = 'chat', signal = new AbortController().signal) {
  const result = await send({ stream: true, dialect, signal });
  if (result.kind !== 'stream') throw new Error('not a stream');
  return result.events;
}

async function readAll(events: AsyncIterable<string>): Promise<{ texts: string[]; error: unknown }> {
  const texts: string[] = [];
  try {
    for await (const text of events) texts.push(text);
  } catch (error) {
    return { texts, error };
  }
  return { texts, error: undefined };
}

describe('a stream', () => {
  it('is handed on unchanged and counts as a success only at its end', async () => {
    const harness = createHarness({ keys: { a: 1 } });
    harness.upstreams['a']?.script('sk-a-1', streamOf(['one', 'two']));
    const events = await open(harness);
    expect(harness.outcomes).toEqual([]);
    expect(harness.key('a-1').inFlight).toBe(1);
    expect(await readAll(events)).toEqual({ texts: ['one', 'two'], error: undefined });
    expect(harness.outcomes).toEqual(['success']);
    expect(harness.key('a-1')).toMatchObject({ inFlight: 0, breaker: { counts: { calls: { success: 1 } } } });
  });

  it('moves to another key when the first fails before a token', async () => {
    const harness = createHarness({ keys: { a: 2 } });
    harness.upstreams['a']?.script('sk-a-1', serverError);
    harness.upstreams['a']?.script('sk-a-2', streamOf(['one']));
    expect((await readAll(await open(harness))).texts).toEqual(['one']);
  });

  it('that breaks ends in a typed error event and throws, and counts against its key', async () => {
    const harness = createHarness({ keys: { a: 1 } });
    harness.upstreams['a']?.script('sk-a-1', streamOf(['one'], { kind: 'failure', errorType: 'stream_cut' }));
    const { texts, error } = await readAll(await open(harness));
    expect(texts).toHaveLength(2);
    expect(JSON.parse(texts[1]?.replace('data: ', '') ?? '')).toMatchObject({ error: { code: 'stream_cut' } });
    expect(error).toBeInstanceOf(GatewayError);
    expect(harness.outcomes).toEqual(['stream_cut']);
    expect(harness.told).toEqual(['a stream_cut']);
    expect(harness.key('a-1').breaker.counts.failures).toBe(1);
  });

  it('that breaks tells a client of the Agent API in an event of type error', async () => {
    const harness = createHarness({ keys: { a: 1 } });
    harness.upstreams['a']?.script('sk-a-1', streamOf(['one'], { kind: 'failure', errorType: 'timeout' }));
    const { texts } = await readAll(await open(harness, 'agent'));
    const event = JSON.parse(texts[1]?.replace('data: ', '') ?? '');
    expect(event).toMatchObject({ type: 'error', code: 'upstream_timeout', error: { code: 'upstream_timeout' } });
  });

  it('that its reader abandons gives the key back and counts nowhere', async () => {
    const harness = createHarness({ keys: { a: 1 } });
    harness.upstreams['a']?.script('sk-a-1', streamOf(['one', 'two']));
    for await (const _text of await open(harness)) break;
    expect(harness.outcomes).toEqual(['client_abort']);
    expect(harness.told).toEqual([]);
    expect(harness.key('a-1')).toMatchObject({ inFlight: 0, breaker: { counts: { calls: { ignored: 1 } } } });
  });

  it('whose client leaves ends without an error event', async () => {
    const harness = createHarness({ keys: { a: 1 } });
    harness.upstreams['a']?.script('sk-a-1', streamOf(['one'], { kind: 'abort', errorType: 'abort' }));
    expect(await readAll(await open(harness))).toEqual({ texts: ['one'], error: undefined });
    expect(harness.outcomes).toEqual(['client_abort']);
  });

  it('that no key can begin is refused before anything was sent', async () => {
    const harness = createHarness({ keys: { a: 1 } });
    harness.upstreams['a']?.script('sk-a-1', refuse({ kind: 'credential', errorType: 'unauthorized', status: 401 }));
    await expect(open(harness)).rejects.toMatchObject({ status: 503, code: 'no_key_available' });
  });
});
