import { breakerStates } from '@switchgear/telemetry';
import { expand } from '../series/expand.ts';
import { each, of, type Series, targets } from './series.ts';
import { always, interval } from './time.ts';

const { gateway } = targets;

/** What a key has been through. */
export interface KeyPast {
  /** 0 closed, 1 half-open, 2 open; its counters follow from it. */
  readonly state?: string;
  readonly failures?: string;
  /** Why it is open, whenever it is. */
  readonly reason?: 'failures' | 'rate_limit' | 'quarantine';
}

/** All series of a key's breaker. */
export function breaker(provider: string, number: number, past: KeyPast = {}): Series {
  const { state = always(0), failures = always(3), reason = 'failures' } = past;
  const states = expand(state);
  const key = { key_id: `${provider}-${number}`, provider };
  const counted = (isCounted: (at: number) => boolean, step = 1) => {
    let count = 0;
    return states.map((_, at) => (count += isCounted(at) ? step : 0)).join(' ');
  };
  const spent = (value: number) => counted((at) => states[at] === value, interval);
  const moved = (from: number, to: number) => counted((at) => states[at - 1] === from && states[at] === to);
  const moves = breakerStates.flatMap((from, before) =>
    breakerStates.flatMap((to, after) =>
      from === to
        ? []
        : [
            [
              of(gateway, 'circuit_breaker_transitions_total', { ...key, from_state: from, to_state: to }),
              moved(before, after),
            ],
          ],
    ),
  );
  return {
    [of(gateway, 'circuit_breaker_state', key)]: state,
    [of(gateway, 'circuit_breaker_failure_count', key)]: failures,
    [of(gateway, 'circuit_breaker_failure_threshold', key)]: always(5),
    [of(gateway, 'circuit_breaker_success_count', key)]: always(0),
    [of(gateway, 'circuit_breaker_trips_total', key)]: counted(
      (at) => states[at] === 2 && states[at - 1] !== 2 && at > 0,
    ),
    ...Object.fromEntries(moves),
    ...each(gateway, 'circuit_breaker_state_duration_seconds_total', key, 'state', {
      closed: spent(0),
      half_open: spent(1),
      open: spent(2),
    }),
    ...each(gateway, 'circuit_breaker_calls_total', key, 'outcome', {
      success: counted((at) => states[at] === 0, 12),
      failure: counted((at) => states[at] === 2 && states[at - 1] !== 2),
      slow: always(0),
      ignored: always(0),
      rejected: always(0),
    }),
    ...(states.includes(2) && {
      [of(gateway, 'circuit_breaker_open_reason', { ...key, reason })]: states
        .map((at) => (at === 2 ? '1' : '_'))
        .join(' '),
    }),
  };
}
