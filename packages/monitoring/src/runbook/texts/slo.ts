import { thresholds as at } from '../../thresholds.ts';
import type { RunbookTexts } from '../text.ts';
import { percent } from '../units.ts';

/** Both objectives call in the same two steps. */
const speeds =
  'As critical, the budget of 30 days burns so fast that it lasts about 2 days (14.4 times too fast, over 1 h and 5 min) or 5 days (6 times, over 6 h and 30 min). As warning, it lasts 10 days (3 times, over 1 d and 2 h) or will just be used up (over 3 d and 6 h).';
const responses = 'As warning, within 30 min is soon enough.';
const outcomes = {
  query: 'sum by (provider, outcome) (increase(gateway_requests_total[1h])) > 0',
  read: 'How the requests of the last hour ended. `upstream_error` leads: the provider. `unavailable`: no key could take them, see CircuitBreakerRejectingCalls. `stream_cut`: answers broke in the middle. `caller_error` and `client_abort` do not count.',
} as const;

export const sloTexts = {
  GatewayErrorBudgetBurn: {
    meaning: `${percent(at.errorBudget)} of a provider's requests may fail through no fault of their caller, over 30 days. ${speeds}`,
    impact: 'Callers notice: each failure that counts here is an answer 502, 503 or 504, or a stream that broke.',
    diagnosis: [
      outcomes,
      {
        query: 'slo:gateway_errors:ratio_rate5m',
        read: `Share of failures in the last 5 min. Above ${Number((14.4 * at.errorBudget).toPrecision(3))}: it is going on now. Near 0: it is over, and the alert ends by itself.`,
      },
      { look: 'breakers', read: 'Whether a few keys or all are the trouble, and why.' },
    ],
    mitigation: [
      'Follow the alert that tells the cause: `…APIDown`, APIHighErrorRate, AllKeysCircuitBreakerOpen or KeyQuarantined.',
      'None of them fires: a caller may send what breaks the provider. `npx switchgear logs gateway` shows the faults in a row.',
      'Give the models of this provider a fallback in switchgear.yaml while it lasts, then `npx switchgear restart gateway`.',
      'It worked when the second answer is near 0. The short window ends the alert; the budget that is lost stays lost.',
      'Silence it once the cause is known and cannot be mended here.',
    ],
    escalation: `${responses} When half of the budget is gone (look at \`slo:gateway_errors:ratio_rate3d\`), tell the owners of the callers.`,
  },
  GatewayLatencyBudgetBurn: {
    meaning: `${percent(at.latencyBudget)} of a provider's requests may take longer than ${at.latencyObjectiveSeconds} s, over 30 days. ${speeds}`,
    impact: 'Callers wait longer than they were promised.',
    diagnosis: [
      {
        query: 'slo:gateway_latency:ratio_rate5m',
        read: `Share of slow requests in the last 5 min. Above ${Number((14.4 * at.latencyBudget).toPrecision(3))}: it is going on now. Near 0: it is over.`,
      },
      {
        query: 'histogram_quantile(0.95, sum by (api, le) (rate(api_request_duration_seconds_bucket[5m])))',
        read: `Seconds of single calls to the provider. Above ${at.latencyObjectiveSeconds}: the provider is slow, see APISlowResponses. Well below: requests wait for a slot here, or need several calls.`,
      },
      {
        query: 'sum by (api, reason) (increase(api_failovers_total[1h])) > 0',
        read: 'Detours by reason. Many `timeout`: each cost a whole time limit before the next key was tried.',
      },
    ],
    mitigation: [
      'Slow provider: a fallback, or fewer calls at once.',
      'Time-outs before detours: shorten `gateway.deadlines.first_token_seconds`, then `npx switchgear restart gateway`.',
      'Waiting for slots: see CircuitBreakerRejectingCalls.',
      `Answers that are long by nature: ${at.latencyObjectiveSeconds} s is the wrong objective for this provider. Change it together with its callers.`,
      'It worked when the first answer is near 0. Silence it once the cause is known and cannot be mended here.',
    ],
    escalation: `${responses} To the owners of the callers when the objective cannot be kept this month.`,
  },
} satisfies RunbookTexts;
