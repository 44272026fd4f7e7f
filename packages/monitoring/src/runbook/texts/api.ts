import type { MonitoredProvider } from '../../setup.ts';
import { thresholds as at } from '../../thresholds.ts';
import type { RunbookText, RunbookTexts } from '../text.ts';
import { percent } from '../units.ts';

/** One text serves the alert `<DisplayName>APIDown` of every provider. */
export function apiDown({ name, displayName }: MonitoredProvider): RunbookText {
  return {
    meaning: `For 5 min there have been calls to ${displayName}, and not one succeeded. Calls that were refused because no key could take them count as well.`,
    impact: `Callers of its models notice: they get 502 or 504, or 503 with Retry-After once its keys are open. Other providers go on, and so do models that have a fallback in switchgear.yaml.`,
    diagnosis: [
      {
        query: `sum by (error_type) (increase(api_errors_total{api="${name}"}[10m])) > 0`,
        read: '`connection`, `connection_refused`, `timeout`: the provider or the way to it is down. `server_error`, `overloaded`: it has a brown-out. `unauthorized`, `forbidden`, `payment_required`: it is our keys. Empty: no call was sent, all keys rest.',
      },
      {
        look: 'breakers',
        read: `WHY of the keys of ${name}: \`quarantine\` means revoked or without credit, \`rate_limit\` that the quota is used up until PROBED IN is over, \`failures\` that the provider fails, \`override\` that a person holds them open.`,
      },
      {
        look: 'logs gateway',
        read: `The faults quote the provider: \`${displayName} answered 503: …\`, or \`could not be reached\` with the code of the network.`,
      },
    ],
    mitigation: [
      `${displayName} is down: nothing can be mended here. Tell callers, or give its models a fallback (\`fallbacks:\` in switchgear.yaml, then \`npx switchgear restart gateway\`). Keys are probed and come back by themselves.`,
      'Network: check proxy, firewall and DNS of this machine; if other providers work, it is not the whole network.',
      'Keys: put working ones where switchgear.yaml says, then restart the gateway. Keys from environment variables need `npx switchgear down` and a start with the new ones. A reserve is used at once with:',
      { change: `keys rotate ${name}`, read: 'Names the backup keys that are in use now, or says that there is none.' },
      {
        query: `sum by (status) (increase(api_calls_total{api="${name}"}[2m]))`,
        read: '`success` above 0: it works again. APIRecovered is told two minutes later.',
      },
    ],
    escalation: `After 15 min without a success: the support of ${displayName}, with the time and the words of the first fault in the log.`,
  };
}

const rateLimits = 'sum by (api) (rate(api_rate_limits_total[5m]))';
const p95 = 'histogram_quantile(0.95, sum by (api, le) (rate(api_request_duration_seconds_bucket[5m])))';
const moreTraffic = {
  query:
    'sum by (provider) (rate(gateway_requests_total[5m])) / sum by (provider) (rate(gateway_requests_total[5m] offset 1h))',
  read: 'Requests now compared with an hour ago. Far above 1: a caller sends more than usual. About 1: the provider allows less. Empty: there was no traffic an hour ago.',
} as const;
const quota = {
  query: 'api_rate_limit_remaining / api_rate_limit_limit',
  read: 'Share of the quota that is left, for providers that say so. Near 0 at the end of each window: the quota is too small.',
} as const;

export const apiTexts = {
  APIRateLimitExceeded: {
    meaning: `An API has been refusing more than ${at.rateLimitsPerSecond} calls a second with 429 for 10 min. Calls that are refused here because every key rests from a 429 count as well.`,
    impact:
      'While keys are left, callers only wait a little longer. When all keys of the provider rest, callers get 503 with Retry-After.',
    diagnosis: [
      {
        look: 'keys',
        read: 'ACTIVE against RESTING keys of the provider. None active: callers are being refused now.',
      },
      moreTraffic,
      quota,
    ],
    mitigation: [
      'One caller sends too much: slow it down at the caller, or set `gateway.queue_limit` lower so that it is refused earlier.',
      'The quota is too small: add keys of another account. Keys of one account share its limit, so more of those do not help. `max_concurrent` of an account keeps calls below what it allows. A reserve is used with `npx switchgear keys rotate <provider>`.',
      'Do not reset the breakers: the provider answers 429 again, and some lengthen the pause.',
      {
        query: rateLimits,
        read: `Refusals a second; below ${at.rateLimitsPerSecond}, the alert ends when the 5 min behind it are quiet as well.`,
      },
      'Silence it for the time of a planned bulk job whose callers can wait.',
    ],
    escalation:
      'To whoever owns the account at the provider, for a higher limit, with the requests per second that are needed.',
  },
  APIHighErrorRate: {
    meaning: `More than ${percent(at.apiErrorShare)} of the calls to an API ended in an error over 10 min. A 429 is no error here, and neither is a fault of the caller.`,
    impact:
      'Most callers notice nothing, because failed calls go on with another key; they wait longer. Two failures in one request end it with 502 or 504 when no other key succeeds.',
    diagnosis: [
      {
        query: 'sum by (api, error_type) (increase(api_errors_total[10m])) > 0',
        read: '`unauthorized`, `forbidden`, `payment_required`: single keys are refused, KeyQuarantined names them. `timeout`, `overloaded`, `server_error`: the provider is in trouble. `stream_cut`: answers break in the middle, callers notice these. `bad_answer`: something between us and the provider changes answers, often a proxy.',
      },
      {
        query: 'sum by (provider, outcome) (increase(gateway_requests_total[10m])) > 0',
        read: 'What callers got: `upstream_error`, `unavailable` and `stream_cut` are those that noticed.',
      },
      {
        look: 'breakers',
        read: 'FAILURES and TRIPS of one key far above the others: that key is the trouble. All alike: the provider is.',
      },
    ],
    mitigation: [
      'One key: hold it open until it is mended, calls go on with the others:',
      {
        change: 'breakers override deepseek-1 forced_open',
        read: 'Name the key as `breakers` shows it. Give it back later with mode `auto`.',
      },
      'The provider: wait, and watch `…APIDown`. Give its models a fallback if it lasts.',
      'It worked when the share falls; the alert ends when 10 min are good. Silence it when the provider has announced trouble.',
    ],
    escalation: 'To the support of the provider when it lasts an hour, with error types and times.',
  },
  APISlowResponses: {
    meaning: `One of twenty calls to an API takes longer than ${at.apiSlowSeconds} s, over all replicas, for 10 min.`,
    impact: 'Callers wait. Some run into their own time-outs, which the gateway sees as aborts.',
    diagnosis: [
      {
        query: p95,
        read: 'Seconds by API. One API alone: it is that provider. All together: it is our network or machine.',
      },
      {
        query: 'histogram_quantile(0.95, sum by (api, le) (rate(api_time_to_first_token_seconds_bucket[5m])))',
        read: 'Seconds until a stream begins. Short while calls are long: answers have become longer, which is no fault. Long as well: the provider queues our calls.',
      },
      moreTraffic,
    ],
    mitigation: [
      'Long answers by nature (reasoning models, research): nothing to mend. Raise the threshold, or silence it for good with that reason.',
      'Provider queues: send less at once (`max_concurrent` of the account), or let callers use a smaller model.',
      'Machine: see ElevatedCPUUsage.',
      { query: p95, read: `Below ${at.apiSlowSeconds} for 5 min: it is over.` },
    ],
    escalation: 'To the support of the provider when it lasts 2 h and callers complain.',
  },
  DeepSeekSlowResponses: {
    meaning: `One of twenty calls to DeepSeek takes longer than ${at.deepseekSlowSeconds} s.`,
    impact:
      'Callers of its models wait. DeepSeek keeps a busy connection open with keep-alives instead of refusing, so calls may take minutes and end with its time limit.',
    diagnosis: [
      {
        query:
          'histogram_quantile(0.95, sum by (le) (rate(api_time_to_first_token_seconds_bucket{api="deepseek"}[5m])))',
        read: `Seconds until a stream begins. Near ${at.deepseekSlowSeconds} or above: calls queue at DeepSeek. Short: answers are long, as those of its reasoning are.`,
      },
      {
        query: 'sum by (error_type) (increase(api_errors_total{api="deepseek"}[10m])) > 0',
        read: '`timeout` beside it: the queue is longer than `gateway.deadlines.first_token_seconds`. Empty: slow, and nothing is lost.',
      },
    ],
    mitigation: [
      'Queue: give the model a fallback in switchgear.yaml and shorten `gateway.deadlines.first_token_seconds`, then `npx switchgear restart gateway`: calls go on elsewhere sooner. Bulk jobs can wait for other hours.',
      'Long answers: nothing to mend.',
      'It worked when the first number is small for 5 min. Silence it for the hours in which it is known to be slow.',
    ],
    escalation: 'To the support of DeepSeek when it lasts a day.',
  },
  APIRateLimitApproaching: {
    meaning: `Less than ${percent(at.quotaLeftShare)} of a rate-limit quota has been left for 5 min, as the provider's own headers say.`,
    impact: 'None yet. Used up, the provider answers 429, keys rest, and callers wait (APIRateLimitExceeded).',
    diagnosis: [quota, moreTraffic],
    mitigation: [
      'More traffic than planned: find the caller, and slow it down.',
      'As much as planned: ask the provider for a higher limit, or add keys of another account.',
      'It worked when the share stays higher at the end of the window. Silence it for a bulk job that will be over before the quota is.',
    ],
    escalation: 'To the owner of the account, before the quota is used up regularly.',
  },
  APIRecovered: {
    meaning: 'A provider whose `…APIDown` fired has had successes for 2 min.',
    impact: 'None: good news. Callers are served again.',
    diagnosis: [
      {
        query: 'sum by (api, status) (increase(api_calls_total[5m])) > 0',
        read: '`success` leads: it is back. As many `error` beside it: it is not stable yet, expect more.',
      },
      { look: 'breakers', read: 'Keys that are still open come back with their next probe, see PROBED IN.' },
    ],
    mitigation: [
      'End what was set up for the time of the trouble: silences, fallbacks, overrides (`npx switchgear breakers override <key_id> auto`).',
    ],
    escalation: 'None. Write down how long callers were not served.',
  },
} satisfies RunbookTexts;
