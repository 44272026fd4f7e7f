import type { Breaker, State, TransitionCounts } from '@switchgear/breaker';
import {
  breakerOutcomes,
  breakerStates,
  breakerStateValue,
  formatValue,
  labelPairs,
  type RecordedMetricName,
  type Source,
} from '@switchgear/telemetry';

/** A breaker and the labels under which it is shown. */
export interface BreakerEntry {
  readonly keyId: string;
  readonly provider: string;
  readonly breaker: Breaker;
}

/**
 * All circuit_breaker_* series, read from the breakers when scraped, so that a call through a breaker pays nothing for
 * them.
 *
 * @param entries gives every breaker on each iteration; keys may come and go between scrapes
 */
export function breakerSeries(entries: Iterable<BreakerEntry>): Source {
  const pairsOf = new WeakMap<Breaker, string>();

  return {
    metrics: Object.keys(families) as BreakerMetric[],
    *lines(metric) {
      const write = families[metric as BreakerMetric];
      for (const { keyId, provider, breaker } of entries) {
        let pairs = pairsOf.get(breaker);
        if (pairs === undefined) {
          pairs = labelPairs({ key_id: keyId, provider });
          pairsOf.set(breaker, pairs);
        }
        const lines = write(breaker, `${metric}{${pairs}`);
        if (lines !== '') yield lines;
      }
    },
  };
}

type BreakerMetric = Extract<RecordedMetricName, `circuit_breaker_${string}`>;

/** The lines of one breaker in one family; `open` is the line up to the labels that the family adds. */
type WriteLines = (breaker: Breaker, open: string) => string;

const families: Readonly<Record<BreakerMetric, WriteLines>> = {
  circuit_breaker_state: ({ state }, open) => line(open, '', breakerStateValue[state]),
  circuit_breaker_failure_count: ({ counts }, open) => line(open, '', counts.failures),
  circuit_breaker_failure_threshold: ({ counts }, open) => line(open, '', counts.failureThreshold),
  circuit_breaker_success_count: ({ counts }, open) => line(open, '', counts.successes),
  circuit_breaker_trips_total: ({ counts }, open) => line(open, '', counts.trips),
  circuit_breaker_transitions_total({ counts }, open) {
    let lines = '';
    for (const [transition, pairs] of transitions) lines += line(open, pairs, counts.transitions[transition]);
    return lines;
  },
  circuit_breaker_state_duration_seconds_total(breaker, open) {
    const spent: Readonly<Record<State, number>> = breaker.timeInStateMs();
    let lines = '';
    for (const state of breakerStates) lines += line(open, `,state="${state}"`, spent[state] / 1000);
    return lines;
  },
  circuit_breaker_calls_total({ counts }, open) {
    let lines = '';
    for (const outcome of breakerOutcomes) lines += line(open, `,outcome="${outcome}"`, counts.calls[outcome]);
    return lines;
  },
  circuit_breaker_open_until_timestamp_seconds: ({ state, openUntil }, open) =>
    state === 'open' && openUntil !== undefined && Number.isFinite(openUntil) ? line(open, '', openUntil / 1000) : '',
  circuit_breaker_open_reason: ({ state, openReason }, open) =>
    state === 'open' && openReason !== undefined ? line(open, `,${labelPairs({ reason: openReason })}`, 1) : '',
};

const transitions = breakerStates.flatMap((from) =>
  breakerStates
    .filter((to) => to !== from)
    .map((to) => [`${from}_to_${to}` as keyof TransitionCounts, `,from_state="${from}",to_state="${to}"`] as const),
);

function line(open: string, pairs: string, value: number): string {
  return `${open}${pairs}} ${formatValue(value)}\n`;
}
