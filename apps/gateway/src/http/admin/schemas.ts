import { array, count, object, oneOf, text } from '../openapi/schemas.ts';
import { modes } from './body.ts';

const nullable = (type: string, description: string) => ({ type: [type, 'null'], description });
const time = (description: string) => ({ ...nullable('string', description), format: 'date-time' });
const state = oneOf('closed', 'half_open', 'open');
const openUntil = time('When an open breaker may be probed; null without a deadline or when not open.');
const openReason = nullable('string', 'failures, rate_limit, quarantine or override.');
const mode = oneOf(...modes);

export const breaker = object({
  key_id: text('Alias or keyed hash, never a part of the key.'),
  provider: text(),
  state,
  mode,
  failure_count: count('Failures that count towards the threshold.'),
  success_count: count('Successful probes while half-open.'),
  trips: count('Times it opened since the start, except by override.'),
  calls: object({ success: count(), failure: count(), slow: count(), ignored: count(), rejected: count() }),
  open_reason: openReason,
  open_until: openUntil,
  next_probe_at: time('When it gets a free probe, unless a request probes it first; null when it needs none.'),
  retry_after_seconds: nullable('number', '0 when a call would be admitted now; null without a deadline.'),
  config: object({
    failure_threshold: count(),
    success_threshold: count(),
    timeout_seconds: { type: 'number' },
    half_open_max_calls: count(),
  }),
  transitions: array(
    object({ from: state, to: state, reason: text(), at: time('When it happened.'), open_until: openUntil }),
  ),
});

export const key = object({
  key_id: text(),
  provider: text(),
  account: text(),
  backup: { type: 'boolean' },
  status: oneOf('active', 'resting', 'quarantined', 'backup'),
  state,
  mode,
  in_flight: count('Calls under way.'),
  open_reason: openReason,
  open_until: openUntil,
});

export const auditRecord = object(
  {
    time: { type: 'string', format: 'date-time' },
    action: text('Such as breaker.reset; of a refusal, the route.'),
    client: text('Address of whoever asked.'),
    outcome: oneOf('done', 'refused'),
    details: { type: 'object', description: 'What it was about, and the values given.' },
    suppressed: count('Refusals before it that were too many to write.'),
  },
  ['time', 'action', 'client', 'outcome'],
);
