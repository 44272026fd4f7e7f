import { thresholds as at } from '../../thresholds.ts';
import type { RunbookTexts } from '../text.ts';
import { percent } from '../units.ts';

const why = {
  query: 'sum by (provider, reason) (circuit_breaker_open_reason)',
  read: 'How many keys are open for which reason. `rate_limit`: they rest until the provider takes calls again. `quarantine`: refused keys or no credit. `failures`: the provider fails. `override`: a person holds them open.',
} as const;
const byKey = {
  look: 'breakers',
  read: 'STATE and WHY of each key, and PROBED IN: when it is tried next. `no deadline` and an entry under MODE: a person did that.',
} as const;
const errors = {
  query: 'sum by (api, error_type) (increase(api_errors_total[10m])) > 0',
  read: '`timeout`, `overloaded`, `server_error`, `connection`: the provider or the way to it. `unauthorized`, `forbidden`, `payment_required`: the keys.',
} as const;
const trips = 'sum by (provider, key_id) (increase(circuit_breaker_trips_total[1h])) > 0';

export const circuitBreakerTexts = {
  AllKeysCircuitBreakerOpen: {
    meaning:
      'For 2 min no key of a provider has been closed, and at least one is open. Probes that fail in between do not count as a recovery.',
    impact:
      'Callers of its models are refused: 503 with Retry-After, or their fallback answers. Only probes are sent to the provider.',
    diagnosis: [why, byKey, errors],
    mitigation: [
      '`rate_limit`: wait for PROBED IN. Add keys of another account, or slow callers down; see APIRateLimitExceeded.',
      '`quarantine`: put working keys where switchgear.yaml says, pay the account, and `npx switchgear restart gateway`; see KeyQuarantined.',
      '`failures`: the provider is in trouble. Wait, its keys are probed and return by themselves; give its models a fallback if it lasts.',
      'A reserve, if there is one (name the provider of the alert):',
      { change: 'keys rotate deepseek', read: 'Names the backup keys in use now.' },
      'The provider works again and you do not want to wait for the probes:',
      {
        change: 'breakers reset',
        read: 'Closes all breakers. If the cause is not mended, they open again within a few calls, for longer.',
      },
      {
        query: 'count by (provider) (circuit_breaker_state == 0)',
        read: 'Closed keys. The alert ends with the first one.',
      },
    ],
    escalation: 'After 15 min without a closed key: to the owner of the account at the provider.',
  },
  MajorityKeysCircuitBreakerOpen: {
    meaning: `More than ${percent(at.openKeysShare)} of a provider's keys have been open for 5 min. It is not told while AllKeysCircuitBreakerOpen is.`,
    impact:
      'Callers are still served by the keys that are left, which carry all the load and are the next to reach their limits.',
    diagnosis: [why, byKey, errors],
    mitigation: [
      'Keys of one account only: the account is the trouble, its limit or its credit. Use another one.',
      'Spread over accounts: the provider is the trouble. Lower the load while it lasts.',
      'A reserve, if there is one (name the provider of the alert):',
      { change: 'keys rotate deepseek', read: 'Names the backup keys in use now.' },
      {
        query: 'count by (provider) (circuit_breaker_state == 2) / count by (provider) (circuit_breaker_state)',
        read: `Share of open keys: at ${at.openKeysShare} or below, the alert ends.`,
      },
      'Silence it while most keys of a provider are out of use on purpose.',
    ],
    escalation:
      'When the last keys open as well, AllKeysCircuitBreakerOpen calls. Before that, to the owner of the account.',
  },
  CircuitBreakerRejectingCalls: {
    meaning:
      'Within each of the last minutes at least one caller was refused, because no key of the provider could take the call.',
    impact: 'Those callers got 503 with Retry-After. They are refused until a key is free.',
    diagnosis: [
      {
        look: 'keys',
        read: 'No ACTIVE key: all rest or are quarantined, go on with AllKeysCircuitBreakerOpen. Active ones with many IN FLIGHT: every slot is taken, see the next step.',
      },
      {
        query:
          'sum by (provider) (rate(gateway_requests_total{outcome="unavailable"}[5m])) / sum by (provider) (rate(gateway_requests_total[5m]))',
        read: 'Share of callers that are refused. Near 1: nobody is served. Small: peaks that do not fit into the queue.',
      },
      why,
    ],
    mitigation: [
      'All keys open: as in AllKeysCircuitBreakerOpen.',
      'All slots taken: slow the largest caller down, raise `max_concurrent` of the account if the provider allows more, or add an account.',
      'Short peaks: a longer queue (`gateway.queue_limit`, `gateway.queue_timeout_seconds`), then `npx switchgear restart gateway`.',
      {
        query: 'sum by (provider) (increase(gateway_requests_total{outcome="unavailable"}[2m]))',
        read: '0: nobody is refused any more.',
      },
      'Silence it for a bulk job whose callers honour Retry-After.',
    ],
    escalation: 'After 15 min: tell the owners of the callers until when (`npx switchgear breakers`, PROBED IN).',
  },
  CircuitBreakerFlapping: {
    meaning: `One key opened ${at.flappingTrips} times or more within 10 min: it recovers at each probe and fails again under load.`,
    impact: 'Callers hardly notice, calls go on with other keys. Each opening costs some of them a detour.',
    diagnosis: [
      byKey,
      {
        query: 'sum by (provider, key_id, outcome) (increase(circuit_breaker_calls_total[10m])) > 0',
        read: 'Calls of each key. Many `success` between the failures: a limit that is met now and then. Hardly any: probes succeed because they are free, and real calls do not.',
      },
      errors,
    ],
    mitigation: [
      'A limit: lower `max_concurrent` of the account, or let traffic return slowly (`breaker.ramp_seconds`), then `npx switchgear restart gateway`.',
      'Only this key: hold it open until it is mended (name it as `breakers` shows it):',
      { change: 'breakers override deepseek-1 forced_open', read: 'Give it back later with mode `auto`.' },
      'All keys of the provider: it is unstable. Wait; the open time doubles with each trip and calms it down.',
      {
        query: trips,
        read: 'The number of the key stops growing; the alert ends 10 min after the last openings. Silence it for that time.',
      },
    ],
    escalation: 'To the support of the provider when a single key behaves unlike its siblings for a day.',
  },
  CircuitBreakerHighFailureCount: {
    meaning: `A closed breaker holds ${percent(at.failureCountShare)} or more of the failures that open it: the next one or two will.`,
    impact: 'None yet; its calls fail and go on with other keys. It is the warning before CircuitBreakerOpened.',
    diagnosis: [
      {
        look: 'breakers',
        read: 'FAILURES of the key, as in `4 of 5`. Others near it as well: the provider is failing. It alone: the key is.',
      },
      { look: 'logs gateway', read: 'The latest faults of that key quote the provider.' },
      errors,
    ],
    mitigation: [
      'Usually nothing: a success sets the count back, and an opening protects callers.',
      'A provider that begins to fail: prepare what APIDown of it says.',
      {
        query: 'circuit_breaker_failure_count / circuit_breaker_failure_threshold',
        read: '0 after a success. The breaker that opened instead is told by CircuitBreakerOpened.',
      },
      'Silence it for a key that nobody uses: few calls leave the count standing.',
    ],
    escalation: 'None by itself.',
  },
  CircuitBreakerStuckHalfOpen: {
    meaning:
      'A key has been half-open for 5 min: probes are admitted, and neither enough succeed to close it nor does one fail and open it.',
    impact: 'The key takes only its few probes. Callers are served by other keys, if there are any.',
    diagnosis: [
      {
        query: 'circuit_breaker_success_count and circuit_breaker_state == 1',
        read: 'Successful probes so far. Growing slowly: too few calls reach it. Standing still: its probes hang.',
      },
      {
        look: 'keys',
        read: 'IN FLIGHT of the key: as many as may be probed at once, and always the same, are calls that hang. They end with the time limits in `gateway.deadlines`.',
      },
      { look: 'logs gateway', read: 'Time-outs or aborts of that key show calls that the provider does not answer.' },
    ],
    mitigation: [
      'Too few calls: nothing is wrong. A few requests close it.',
      'Probes that hang: open it and begin anew (name it as `breakers` shows it):',
      {
        change: 'breakers reset deepseek-1',
        read: 'It is closed; if the provider still hangs, it opens again, and TRIPS shows it.',
      },
      'Hanging for all keys of a provider: shorten `gateway.deadlines`, then `npx switchgear restart gateway`.',
      { query: 'max by (provider, key_id) (circuit_breaker_state) == 1', read: 'Empty: no key is half-open.' },
      'Silence it for a provider that is hardly used.',
    ],
    escalation: 'To the owners of the gateway when it comes back without any hanging call.',
  },
  CircuitBreakerExcessiveDowntime: {
    meaning: `Within 10 min the keys of a provider were open for more than ${at.downtimeSeconds} s together. One key that stays open reaches that alone.`,
    impact: 'Callers are served by the other keys, or wait; the provider delivers less than was paid for.',
    diagnosis: [
      {
        query:
          'sort_desc(sum by (provider, key_id) (increase(circuit_breaker_state_duration_seconds_total{state="open"}[10m])) > 0)',
        read: 'Seconds that each key was open. One at 600: a single key is out of use. Many with little each: they open and close.',
      },
      why,
      byKey,
    ],
    mitigation: [
      'A single key in quarantine: mend or remove it, see KeyQuarantined.',
      'A single key held open by a person: give it back, or accept it and silence this alert for the provider.',
      {
        change: 'breakers override deepseek-1 auto',
        read: 'Name the key of the first answer. MODE is empty afterwards.',
      },
      'Many keys: see CircuitBreakerFlapping, or APIRateLimitExceeded when the reason is `rate_limit`.',
      'It worked when the first answer falls. The alert follows within 10 min.',
    ],
    escalation: 'To the owner of the account when a key stays out of use for a day.',
  },
  CircuitBreakerMetricsMissing: {
    meaning:
      'The gateway reports keys of a provider and no breaker for them: it answers, and part of its metrics is missing.',
    impact: 'Callers notice nothing. Every other breaker alert of this provider is blind.',
    diagnosis: [
      {
        query: 'sum by (api) (api_keys)',
        read: 'Keys of each provider. The next answer has to name the same providers.',
      },
      {
        query: 'count by (provider) (circuit_breaker_state)',
        read: 'Breakers of each provider. What is missing here is not reported.',
      },
      {
        look: 'breakers',
        read: 'The keys stand here: only the metrics are missing. They do not: the gateway has lost them, see its log.',
      },
    ],
    mitigation: [
      'A rule or relabeling of your own that drops `circuit_breaker_` series: take it out of prometheus.yml.',
      { change: 'restart gateway', read: 'Otherwise. States of keys are kept; requests under way are lost.' },
      { query: 'count by (provider) (circuit_breaker_state)', read: 'Every provider is there again; the alert ends.' },
      'Do not silence it before somebody watches the keys in another way.',
    ],
    escalation: 'To the owners of the gateway when a restart does not help, with the text of its `/metrics`.',
  },
  CircuitBreakerHighTripRate: {
    meaning: `One key opened more than ${at.hourlyTrips} times within an hour.`,
    impact: 'None that callers notice, as long as other keys are there.',
    diagnosis: [
      { query: trips, read: 'Openings of each key within the hour. One leads: that key. All alike: the provider.' },
      {
        look: 'breakers',
        read: 'WHY of the key now. `rate_limit` each time: its limit is too small for its share of the calls.',
      },
      errors,
    ],
    mitigation: [
      'Limit: lower `max_concurrent` of its account, or add an account.',
      'Key: exchange it at the provider, and put the new one where switchgear.yaml says.',
      'It worked when the next hour is quieter. Silence it until the key has been exchanged.',
    ],
    escalation: 'To the owner of the account in the next days, with the number of openings.',
  },
  CircuitBreakerOpened: {
    meaning: 'A key opened. It may have closed again in the meantime.',
    impact: 'None: its calls go on with other keys, which is what breakers are for.',
    diagnosis: [
      byKey,
      {
        look: 'logs gateway',
        read: 'The line `closed → open (…)` with the reason, and above it the faults that led to it, in the words of the provider.',
      },
    ],
    mitigation: [
      'Nothing, for `failures` and `rate_limit`: it is probed and returns by itself.',
      '`quarantine`: see KeyQuarantined. `override`: ask who did it, in `.switchgear/audit/`.',
      'Silence it if nobody wants to read it: the alerts about several keys call when it matters.',
    ],
    escalation: 'None.',
  },
  CircuitBreakerAllHealthy: {
    meaning:
      'All keys of a provider have been closed for 10 min, after one of its breaker alerts within the last hour.',
    impact: 'None: good news.',
    diagnosis: [{ query: trips, read: 'What the last hour was like: openings of each key.' }],
    mitigation: ['End silences and fallbacks that were set for the time of the trouble.'],
    escalation: 'None.',
  },
} satisfies RunbookTexts;
