import type { BreakerView } from '../api/gateway.ts';
import type { Breaker } from './breaker.ts';

/** A breaker as the gateway itself tells of it. */
export function readView(view: BreakerView): Breaker {
  return {
    keyId: view.key_id,
    provider: view.provider,
    state: view.state,
    reason: view.open_reason ?? undefined,
    openUntil: view.state === 'open' ? momentOf(view.open_until) : undefined,
    failures: view.failure_count,
    threshold: view.config.failure_threshold,
    successes: view.success_count,
    trips: view.trips,
    calls: view.calls,
    told: {
      mode: view.mode,
      nextProbeAt: momentOf(view.next_probe_at),
      config: view.config,
      transitions: view.transitions,
    },
  };
}

function momentOf(iso: string | null): number | undefined {
  return iso === null ? undefined : Date.parse(iso);
}
