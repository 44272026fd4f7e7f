import { createKeyPool, type Key } from '../../keys/index.ts';
import { createModelDirectory, type Fallback } from '../models.ts';
import { type CallProxy, createCallProxy } from '../proxy.ts';
import type { CallRecorder, RequestRecorder } from '../recorder.ts';
import type { Backend, ProxyRequest, ProxyResult, RequestOutcome } from '../types.ts';
import { createFakeUpstream, type FakeUpstream } from './fake-upstream.ts';

export interface Harness {
  readonly proxy: CallProxy;
  readonly upstreams: Record<string, FakeUpstream>;
  /** All that the recorder was told, one line each. */
  readonly told: string[];
  readonly outcomes: RequestOutcome[];
  key(id: string): Key;
  advance(milliseconds: number): void;
  send(fields?: Partial<ProxyRequest>): Promise<ProxyResult>;
}

export interface HarnessOptions {
  /** Number of keys by provider; keys are called a-1, a-2 and their secrets sk-a-1, sk-a-2. */
  readonly keys: Readonly<Record<string, number>>;
  readonly fallbacks?: readonly Fallback[];
  readonly failureThreshold?: number;
}

/** The proxy with real pools and breakers over scripted upstreams, on a clock that is moved by hand. */
export function createHarness({ keys, fallbacks = [], failureThreshold = 5 }: HarnessOptions): Harness {
  let now = 1_000_000;
  const clock = { now: () => now };
  // Evenly spread and the same in every run.
  let drawn = 0;
  const random = () => {
    drawn += 1;
    return (drawn * 0.618_034) % 1;
  };
  const upstreams: Record<string, FakeUpstream> = {};
  const backends = Object.entries(keys).map(([name, count]): Backend => {
    const ids = Array.from({ length: count }, (_, index) => `${name}-${index + 1}`);
    const upstream = createFakeUpstream(name, [`model-${name}`]);
    upstreams[name] = upstream;
    const pool = createKeyPool({
      provider: name,
      clock,
      random,
      breaker: { failureThreshold, openGrowth: { jitter: 0 } },
      accounts: ids.map((id) => ({ name: id, backup: false, keys: [{ id, secret: `sk-${id}` }] })),
    });
    return { name, displayName: name.toUpperCase(), upstream, pool, simulated: false };
  });
  const told: string[] = [];
  const outcomes: RequestOutcome[] = [];
  const recorder: CallRecorder & RequestRecorder = {
    success: (provider) => told.push(`${provider} success`),
    fault: (provider, _keyId, { errorType }) => told.push(`${provider} ${errorType}`),
    failover: (provider, reason) => told.push(`${provider} failover ${reason}`),
    rateLimit: () => {},
    unavailable: (provider, resting) => told.push(`${provider} unavailable${resting ? ' resting' : ''}`),
    request: (_provider, outcome) => outcomes.push(outcome),
  };
  const proxy = createCallProxy({
    directory: createModelDirectory(backends, fallbacks),
    deadlines: { firstTokenMs: 1000, idleMs: 1000, totalMs: 10_000 },
    recorder,
    now: () => now,
  });
  return {
    proxy,
    upstreams,
    told,
    outcomes,
    advance(milliseconds) {
      now += milliseconds;
    },
    key(id) {
      const found = backends.flatMap(({ pool }) => pool.find(id) ?? [])[0];
      if (found === undefined) throw new Error(`no key ${id}`);
      return found;
    },
    send(fields) {
      const model = fields?.model ?? `model-${Object.keys(keys)[0]}`;
      const body = { model, messages: [] };
      return proxy.handle({
        dialect: 'chat',
        stream: false,
        body,
        raw: Buffer.from(JSON.stringify(body)),
        signal: new AbortController().signal,
        ...fields,
        model,
      });
    },
  };
}
