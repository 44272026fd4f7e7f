import { call, type Plan, readAll, refuseUnusable } from './call.ts';
import { UpstreamFault } from './errors.ts';
import { Faults, unsupported } from './faults.ts';
import { LiveCall } from './live-call.ts';
import { withCost } from './prices.ts';
import { Scrubber } from './scrub.ts';
import { type Send, Transport } from './transport.ts';
import type {
  Answer,
  CallOptions,
  CallRequest,
  Clock,
  Dialect,
  Prices,
  ProbeResult,
  Upstream,
  UpstreamOptions,
  Usage,
} from './types.ts';

const PROBE_MS = 10_000;
const MAX_PROBE_BYTES = 4 * 1024 * 1024;

/** A free call. */
export type ProbeCall = Omit<Send, 'accept' | 'secret'>;

/** What makes one provider different from another. */
interface Profile {
  readonly dialects: readonly Dialect[];
  readonly prices?: Prices;
  /**
   * How a request goes out and how its answer comes back.
   * @throws UpstreamFault of kind `caller` when the provider cannot serve the request
   */
  plan(request: CallRequest): Plan;
  /**
   * Finds out whether the key works by free calls alone.
   * @throws UpstreamFault when it does not
   */
  probe(send: (request: ProbeCall) => Promise<Buffer>, faults: Faults): Promise<void>;
}

const systemClock: Clock = { now: () => Date.now() };

/** Puts the common machinery around a provider's profile. */
export function createProvider(options: UpstreamOptions, profile: Profile): Upstream {
  const { name, kind, models, displayName, clock = systemClock } = options;
  const prices = new Map(Object.entries({ ...profile.prices, ...options.prices }));
  const transport = new Transport(options.baseUrl);
  const publicNames = [name, displayName.toLowerCase(), ...models];
  const faultsFor = (secret: string) => new Faults(displayName, new Scrubber(secret, publicNames), clock);

  async function callProvider(request: CallRequest, secret: string, callOptions: CallOptions): Promise<Answer> {
    let plan: Plan;
    try {
      plan = planOf(request);
    } catch (error) {
      if (error instanceof UpstreamFault) return { kind: 'fault', fault: error.fault };
      throw error;
    }
    const price = (usage: Usage) => withCost(usage, prices.get(request.model), clock.now());
    return call({ transport, faults: faultsFor(secret), clock, secret, price }, plan, callOptions);
  }

  function planOf(request: CallRequest): Plan {
    if (profile.dialects.includes(request.dialect)) return profile.plan(request);
    throw unsupported(`${displayName} does not serve the ${request.dialect} API here`, null);
  }

  async function probe(secret: string, signal: AbortSignal): Promise<ProbeResult> {
    const faults = faultsFor(secret);
    const deadlines = { firstTokenMs: PROBE_MS, idleMs: PROBE_MS, totalMs: PROBE_MS };
    const send = async (request: ProbeCall): Promise<Buffer> => {
      const call: Send = { ...request, accept: 'application/json', secret };
      const live = new LiveCall(transport, call, faults, { signal, deadlines });
      try {
        const { status, headers } = await live.head();
        await refuseUnusable(live, status, headers);
        const body = await readAll(live, MAX_PROBE_BYTES);
        live.finish();
        return body;
      } finally {
        live.cancel();
      }
    };
    try {
      await profile.probe(send, faults);
      return { ok: true };
    } catch (error) {
      if (error instanceof UpstreamFault) return { ok: false, fault: error.fault };
      throw error;
    }
  }

  return {
    name,
    kind,
    models,
    supports: (dialect) => profile.dialects.includes(dialect),
    call: callProvider,
    probe,
    close: () => transport.close(),
  };
}
