import { keyStatuses, type Registry, type requestOutcomes, tokenTypes } from '@switchgear/telemetry';
import { type ProviderSeries, providerSeries, remembering } from './provider-series.ts';

/** Tokens and cost of one call, as the provider or a price table tells. */
type CallUsage = Readonly<Record<(typeof tokenTypes)[number], number>> & { readonly costUsd?: number };

/** How many keys of a provider are doing what. */
export type KeyCounts = Readonly<Record<(typeof keyStatuses)[number], number>>;

/** What a provider told about its quota of requests. */
interface Quota {
  readonly limit?: number;
  readonly remaining?: number;
  readonly resetMs?: number;
}

/** A quota is believed this long when the provider does not say when it begins anew. */
const usualQuotaMs = 300_000;

/** Recorders of the gateway, for milliseconds; every series of the given providers exists from now on. */
export function createGatewayMetrics(registry: Registry, providers: Iterable<string>, now: () => number = Date.now) {
  const of = remembering(providers, (provider) => providerSeries(registry, provider, now));
  const keys = registry.gauge('api_keys');

  return {
    /** An accepted request has ended; exactly once for each. */
    request(provider: string, outcome: (typeof requestOutcomes)[number], durationMs: number): void {
      const series = of(provider);
      series.requests[outcome].inc();
      series.requestSeconds.observe(durationMs / 1000);
    },
    /** A call was answered. `firstTokenMs` only for streams. */
    success(
      provider: string,
      durationMs: number,
      usage: CallUsage | undefined,
      firstTokenMs: number | undefined,
    ): void {
      const series = of(provider);
      series.calls.success.inc();
      series.namedCalls?.success.inc();
      series.callSeconds.observe(durationMs / 1000);
      if (firstTokenMs !== undefined) series.firstTokenSeconds.observe(firstTokenMs / 1000);
      if (usage !== undefined) spend(series, usage);
    },
    /** A call went wrong; of kind `caller` or `abort` nothing is counted. */
    fault(provider: string, fault: { readonly kind: string; readonly errorType: string }, durationMs: number): void {
      const { kind, errorType } = fault;
      if (kind === 'caller' || kind === 'abort') return;
      const series = of(provider);
      const status = kind === 'rate_limit' ? 'rate_limit' : 'error';
      series.calls[status].inc();
      series.namedCalls?.[status].inc();
      series.callSeconds.observe(durationMs / 1000);
      if (status === 'rate_limit') series.rateLimits.inc();
      else series.error(errorType).inc();
    },
    /** A request left one of this provider's keys, or the provider itself, for the next. */
    failover: (provider: string, reason: string): void => of(provider).failover(reason).inc(),
    /** What the provider's headers told about its quota. */
    rateLimit(provider: string, told: Quota): void {
      const { quota } = of(provider);
      Object.assign(quota, told, { endsAt: now() + (told.resetMs ?? usualQuotaMs) });
    },
    /** A call was refused because no key could take it; `restingAll` when every key rests from a rate limit. */
    unavailable(provider: string, restingAll: boolean): void {
      const series = of(provider);
      series.unavailable.inc();
      if (restingAll) series.rateLimits.inc();
    },
    /** Has api_keys read from here at every scrape. */
    watchKeys(provider: string, read: () => KeyCounts): void {
      const children = keyStatuses.map((status) => [status, keys.labels({ api: provider, status })] as const);
      registry.beforeScrape(() => {
        const counts = read();
        for (const [status, child] of children) child.set(counts[status]);
      });
    },
  };
}

/** Providers report usage as they like; what is not a count is left out rather than spoiling the sum. */
function spend({ tokens, costUsd }: ProviderSeries, usage: CallUsage): void {
  for (const type of tokenTypes) {
    if (usage[type] > 0 && Number.isFinite(usage[type])) tokens[type].inc(usage[type]);
  }
  if (usage.costUsd !== undefined && usage.costUsd > 0 && Number.isFinite(usage.costUsd)) costUsd.inc(usage.costUsd);
}
