import { counter, gauge } from '../definition.ts';

/** How a breaker's state is written as a number, in every metric, panel and rule. */
export const breakerStateValue = { closed: 0, half_open: 1, open: 2 } as const;

/** Label values of a breaker's state, in the order of {@link breakerStateValue}. */
export const breakerStates = ['closed', 'half_open', 'open'] as const;

/** Why a key is open: its own trip rules, a provider's limit, a refused credential, or a person. */
export const openReasons = ['failures', 'rate_limit', 'quarantine', 'override'] as const;

/** How a call through a breaker ended, each once; `slow` is a success that took too long. */
export const breakerOutcomes = ['success', 'failure', 'slow', 'ignored', 'rejected'] as const;

const key = ['key_id', 'provider'] as const;

export const circuitBreakerMetrics = {
  circuit_breaker_state: gauge(key, 'State of the breaker of a key: 0 closed, 1 half-open, 2 open.'),
  circuit_breaker_failure_count: gauge(key, 'Failures that the breaker counts towards its next trip.'),
  circuit_breaker_failure_threshold: gauge(key, 'Failures at which the breaker trips, as configured now.'),
  circuit_breaker_success_count: gauge(key, 'Successful probes of the half-open breaker so far.'),
  circuit_breaker_trips_total: counter(key, 'Transitions to open, except by override.'),
  circuit_breaker_transitions_total: counter(
    ['key_id', 'provider', 'from_state', 'to_state'],
    'Transitions of the breaker from one state to another.',
    { from_state: breakerStates, to_state: breakerStates },
  ),
  circuit_breaker_state_duration_seconds_total: counter(
    ['key_id', 'provider', 'state'],
    'Time the breaker has spent in a state, in seconds, the running state included.',
    { state: breakerStates },
  ),
  circuit_breaker_calls_total: counter(['key_id', 'provider', 'outcome'], 'Calls seen by the breaker, by outcome.', {
    outcome: breakerOutcomes,
  }),
  circuit_breaker_open_until_timestamp_seconds: gauge(
    key,
    'When an open breaker admits its next probe, in seconds since the epoch; only while open with a deadline.',
  ),
  circuit_breaker_open_reason: gauge(
    ['key_id', 'provider', 'reason'],
    '1 while the breaker is open, with the reason.',
    { reason: openReasons },
  ),
};
