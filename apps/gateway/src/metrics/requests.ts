import { keyStatuses, type Registry } from '@switchgear/telemetry';
import { ProviderRecorder, type RequestOutcome } from './provider-recorder.ts';

/** Tokens and cost of one call, as the provider or a price table tells. */
export interface CallUsage {
  readonly prompt: number;
  readonly completion: number;
  readonly cached: number;
  readonly reasoning: number;
  readonly costUsd?: number;
}

/** The part of a fault that is counted. */
export interface CountedFault {
  readonly kind: string;
  readonly errorType: string;
}

/** How many keys of a provider are doing what. */
export type KeyCounts = Readonly<Record<(typeof keyStatuses)[number], number>>;

/** Recorders of the gateway. Durations are milliseconds. */
export interface GatewayMetrics {
  /** An accepted request has ended; exactly once for each. */
  request(provider: string, outcome: RequestOutcome, durationMs: number): void;
  /** A call was answered. `firstTokenMs` only for streams. */
  success(provider: string, durationMs: number, usage: CallUsage | undefined, firstTokenMs: number | undefined): void;
  /** A call went wrong; of kind `caller` or `abort` nothing is counted. */
  fault(provider: string, fault: CountedFault, durationMs: number): void;
  /** A request left one of this provider's keys, or the provider itself, for the next. */
  failover(provider: string, reason: string): void;
  /** What the provider's headers told about its quota. */
  rateLimit(provider: string, quota: { readonly limit?: number; readonly remaining?: number }): void;
  /** A call was refused because no key could take it; `restingAll` when every key rests from a rate limit. */
  unavailable(provider: string, restingAll: boolean): void;
  /** Has api_keys read from here at every scrape. */
  watchKeys(provider: string, read: () => KeyCounts): void;
}

/** The metrics of the gateway; every series of the given providers exists from now on. */
export function createGatewayMetrics(registry: Registry, providers: Iterable<string>): GatewayMetrics {
  const recorders = new Map([...providers].map((provider) => [provider, new ProviderRecorder(registry, provider)]));
  const keys = registry.gauge('api_keys');

  const of = (provider: string): ProviderRecorder => {
    let recorder = recorders.get(provider);
    if (recorder === undefined) {
      recorder = new ProviderRecorder(registry, provider);
      recorders.set(provider, recorder);
    }
    return recorder;
  };

  return {
    request(provider, outcome, durationMs) {
      const recorder = of(provider);
      recorder.requests[outcome].inc();
      recorder.requestSeconds.observe(durationMs / 1000);
    },
    success(provider, durationMs, usage, firstTokenMs) {
      const recorder = of(provider);
      recorder.calls.success.inc();
      recorder.namedCalls?.success.inc();
      recorder.callSeconds.observe(durationMs / 1000);
      if (firstTokenMs !== undefined) recorder.firstTokenSeconds.observe(firstTokenMs / 1000);
      if (usage !== undefined) spend(recorder, usage);
    },
    fault(provider, { kind, errorType }, durationMs) {
      if (kind === 'caller' || kind === 'abort') return;
      const recorder = of(provider);
      const status = kind === 'rate_limit' ? 'rate_limit' : 'error';
      recorder.calls[status].inc();
      recorder.namedCalls?.[status].inc();
      recorder.callSeconds.observe(durationMs / 1000);
      if (status === 'rate_limit') recorder.rateLimits.inc();
      else recorder.errors.get(errorType).inc();
    },
    failover: (provider, reason) => of(provider).failovers.get(reason).inc(),
    rateLimit(provider, { limit, remaining }) {
      const recorder = of(provider);
      if (limit !== undefined) recorder.limit.set(limit);
      if (remaining !== undefined) recorder.remaining.set(remaining);
    },
    unavailable(provider, restingAll) {
      const recorder = of(provider);
      recorder.unavailable.inc();
      if (restingAll) recorder.rateLimits.inc();
    },
    watchKeys(provider, read) {
      const children = keyStatuses.map((status) => [status, keys.labels({ api: provider, status })] as const);
      registry.beforeScrape(() => {
        const counts = read();
        for (const [status, child] of children) child.set(counts[status]);
      });
    },
  };
}

/** Providers report usage as they like; what is not a count is left out rather than spoiling the sum. */
function spend({ tokens, costUsd }: ProviderRecorder, usage: CallUsage): void {
  for (const type of ['prompt', 'completion', 'cached', 'reasoning'] as const) {
    if (usage[type] > 0 && Number.isFinite(usage[type])) tokens[type].inc(usage[type]);
  }
  if (usage.costUsd !== undefined && usage.costUsd > 0 && Number.isFinite(usage.costUsd)) costUsd.inc(usage.costUsd);
}
