import type { Config } from '@switchgear/config';
import type { AlertRule } from '@switchgear/monitoring';
import type { FaultSettings } from '../clients/sandbox.ts';

type Provider = Config['providers'][number];

/** A way to raise alerts for real: faults of simulated keys, and what they lead to. */
export interface Recipe {
  readonly what: string;
  readonly model: string;
  readonly faults: Readonly<Record<string, FaultSettings>>;
  /** Alerts that come of it, each with the seconds until its expression is true, at the earliest. */
  readonly alerts: Readonly<Record<string, number>>;
  /** How much longer that may take. */
  readonly spreadSeconds: number;
}

/** Above both limits for slow answers, 10 and 15 s. */
const slowSeconds = 18;
/** After the first slow answer, until slow ones are 5 % of the calls of five minutes; fewer calls need less. */
const slowShareSeconds = 15;
/** How long a success counts. */
const successSeconds = 300;
/** How long the keys of a provider may be down within ten minutes. */
const downtimeSeconds = 300;
/** Longest pause between two calls to a provider with which rules over calls still hold. */
const longestPauseSeconds = 20;

const limited = { kind: 'rate_limit', retry_after_seconds: 900 };
const revoked = { kind: 'unauthorized' };
const slow = { kind: 'latency', latency_ms: slowSeconds * 1000 };

/** Every way that there is here; the first one that leads to an alert is the best. */
export function recipes(config: Config, rules: readonly AlertRule[]): Recipe[] {
  const simulated = config.providers.filter((provider) => provider.simulated);
  const isSlowSeen = isCalled(config) && config.gateway.deadlines.first_token_seconds > slowSeconds + 2;
  const slowAlerts = ({ name }: Provider) => ({
    ...(name === 'deepseek' && { DeepSeekSlowResponses: slowSeconds }),
    APISlowResponses: slowSeconds,
  });
  return [
    ...simulated.flatMap((provider) => {
      const [first = '', ...others] = keysOf(provider);
      return [
        recipe(provider, others, limited, 'told to come back in 15 min', { MajorityKeysCircuitBreakerOpen: 0 }),
        recipe(provider, [first], revoked, 'refused as if it was revoked', {
          CircuitBreakerOpened: 0,
          KeyQuarantined: 0,
          CircuitBreakerExcessiveDowntime: downtimeSeconds,
        }),
        recipe(provider, others, slow, `made to take ${slowSeconds} s`, isSlowSeen ? slowAlerts(provider) : {}),
      ];
    }),
    // Of the last provider rather than the first, so that both can be tried together.
    ...simulated
      .toReversed()
      .map((provider) =>
        recipe(
          provider,
          keysOf(provider),
          limited,
          'told to come back in 15 min',
          outageAlerts(provider, config, rules),
        ),
      ),
  ];
}

/** Whether a fault opens the breaker of its key. */
export function opens({ kind }: FaultSettings): boolean {
  return kind !== slow.kind;
}

function recipe(
  { models }: Provider,
  keys: readonly string[],
  fault: FaultSettings,
  what: string,
  alerts: Recipe['alerts'],
): Recipe {
  return {
    what: `${keys.join(', ')}: ${what}`,
    model: models[0] ?? '',
    faults: Object.fromEntries(keys.map((key) => [key, fault])),
    alerts,
    spreadSeconds: fault === slow ? slowShareSeconds : 0,
  };
}

function outageAlerts({ name, kind, models }: Provider, config: Config, rules: readonly AlertRule[]): Recipe['alerts'] {
  const down = rules.find(({ alert, expr }) => alert.endsWith('APIDown') && expr.includes(`api="${name}"`));
  // Where another model takes the call, no caller is refused.
  const isRefused = isCalled(config) && !config.fallbacks.some(({ model }) => models.includes(model));
  return {
    AllKeysCircuitBreakerOpen: 0,
    // Its refusals tell the quota as well.
    ...(kind === 'perplexity' && { APIRateLimitApproaching: 0 }),
    ...(isRefused && { CircuitBreakerRejectingCalls: 0 }),
    ...(isCalled(config) && down !== undefined && { [down.alert]: successSeconds }),
  };
}

/** Whether somebody calls every provider all the time, so that rules over calls have something to look at. */
function isCalled({ trickle, providers }: Config): boolean {
  return trickle.enabled && trickle.interval_seconds * providers.length <= longestPauseSeconds;
}

/** Names of simulated keys, of which there are three. */
function keysOf({ accounts }: Provider): string[] {
  return accounts.flatMap(({ keys }) => keys.map(({ alias }) => alias ?? ''));
}
