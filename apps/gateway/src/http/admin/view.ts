import type { Key, KeyPool, KeyReport } from '../../keys/index.ts';
import type { Transition, TransitionLog } from './transitions.ts';

/** A breaker as the admin API shows it; times are ISO 8601. */
export function breakerView(pool: KeyPool, key: Key, log: TransitionLog) {
  const { breaker } = key;
  const { counts, openUntil } = breaker;
  const config = breaker.limits;
  return {
    key_id: key.id,
    provider: pool.provider,
    state: breaker.state,
    mode: breaker.mode,
    failure_count: counts.failures,
    success_count: counts.successes,
    trips: counts.trips,
    calls: counts.calls,
    open_reason: breaker.openReason ?? null,
    open_until: timeView(openUntil),
    next_probe_at: timeView(pool.nextProbeAt(key)),
    retry_after_seconds: secondsView(breaker.retryAfterMs()),
    config: {
      failure_threshold: config.failureThreshold,
      success_threshold: config.successThreshold,
      timeout_seconds: config.timeoutMs / 1000,
      half_open_max_calls: config.halfOpenMaxCalls,
    },
    transitions: log.of(key.id).map(transitionView),
  };
}

export function keyView(provider: string, report: KeyReport) {
  return {
    key_id: report.id,
    provider,
    account: report.account,
    backup: report.backup,
    status: report.status,
    state: report.state,
    mode: report.mode,
    in_flight: report.inFlight,
    open_reason: report.openReason ?? null,
    open_until: timeView(report.openUntil),
  };
}

function transitionView({ from, to, reason, at, openUntil }: Transition) {
  return { from, to, reason, at: timeView(at), open_until: timeView(openUntil) };
}

/** Null where there is no time, or it is unlimited: open without a deadline. */
function timeView(epochMs: number | undefined): string | null {
  return epochMs !== undefined && Number.isFinite(epochMs) ? new Date(epochMs).toISOString() : null;
}

function secondsView(milliseconds: number): number | null {
  return Number.isFinite(milliseconds) ? milliseconds / 1000 : null;
}
