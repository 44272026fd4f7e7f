import type { Config } from '@switchgear/config';
import type { AlertRule } from '@switchgear/monitoring';
import type { Platform } from '../clients/platform.ts';
import { CliError, exitStatus } from '../errors.ts';
import { type Due, dueByRule, dueInGroup } from './due.ts';
import { setFaults } from './faults.ts';
import { postPretended } from './pretend.ts';
import { opens, type Recipe, recipes } from './recipes.ts';
import { nearestNames } from './rules.ts';

/** An alert that is on its way. */
export interface Announced {
  readonly rule: AlertRule;
  readonly how: 'real' | 'pretended';
  /** Undefined where nobody will be told, because a more severe alert about the same thing fires. */
  readonly due: Due | undefined;
}

/** What is going to be done. */
export interface Plan {
  readonly real: readonly Recipe[];
  readonly pretended: readonly AlertRule[];
}

/** What a choice raises, as far as there are such rules. */
const choices: Readonly<Record<string, readonly string[]>> = {
  critical: [
    'AllKeysCircuitBreakerOpen',
    'CircuitBreakerRejectingCalls',
    'HighCPUUsage',
    'HighMemoryUsage',
    'MemoryLeakDetected',
    'TestWatcherDown',
    'TestCoverageDrop',
  ],
  warning: [
    'KeyQuarantined',
    'CircuitBreakerExcessiveDowntime',
    'DeepSeekSlowResponses',
    'APISlowResponses',
    'ElevatedCPUUsage',
    'HighDiskUsage',
    'TestWatcherQueueBacklog',
    'TestCoverageLow',
  ],
};

/** How many calls of ours may be needed until breakers are open; a key gets one of three. */
const openingCalls = 200;

/**
 * Finds a real way for every alert that has one; the rest is pretended.
 *
 * @param choice critical, warning or the name of an alert
 * @throws CliError invalid_argument for a name that no alert has
 */
export function planFor(choice: string, config: Config, rules: readonly AlertRule[]): Plan {
  const wanted = (choices[choice] ?? [choice]).flatMap((name) => rules.find(({ alert }) => alert === name) ?? []);
  if (wanted.length === 0) {
    const near = nearestNames(choice, rules).join(', ');
    throw new CliError('invalid_argument', `No alert is called ${choice}. Nearest: ${near || 'none'}.`, {
      exitStatus: exitStatus.usage,
    });
  }
  const ways = recipes(config, rules);
  const wayTo = ({ alert }: AlertRule) => ways.find(({ alerts }) => alert in alerts);
  return {
    real: [...new Set(wanted.map(wayTo).filter((way) => way !== undefined))],
    pretended: wanted.filter((rule) => wayTo(rule) === undefined),
  };
}

/** Does what was planned. Returns at once, when all that is left is to wait. */
export async function provoke(
  platform: Platform,
  { real, pretended }: Plan,
  rules: readonly AlertRule[],
  now: () => number,
): Promise<Announced[]> {
  const announced = new Map<string, Announced>();
  for (const recipe of real) {
    await setFaults(platform, recipe.faults);
    await callUntilOpen(platform, recipe);
    for (const rule of rules) {
      const after = recipe.alerts[rule.alert];
      if (after === undefined || announced.has(rule.alert)) continue;
      announced.set(rule.alert, { rule, how: 'real', due: dueByRule(now(), after, rule.for, recipe.spreadSeconds) });
    }
  }
  await postPretended(platform, pretended, now());
  const drills = (await platform.alertmanager.alerts()).filter(({ labels }) => labels['drill'] === 'true');
  for (const rule of pretended) {
    const isHeldBack = drills.some(
      ({ labels, status }) => labels['alertname'] === rule.alert && status.state === 'suppressed',
    );
    announced.set(rule.alert, { rule, how: 'pretended', due: isHeldBack ? undefined : dueInGroup(now()) });
  }
  return [...announced.values()];
}

async function callUntilOpen({ gateway, caller }: Platform, { faults, model }: Recipe): Promise<void> {
  if (!Object.values(faults).every(opens)) return;
  for (let calls = 0; ; calls += 1) {
    const breakers = await gateway.breakers();
    const closed = breakers.filter(({ key_id: key, state }) => key in faults && state === 'closed');
    if (closed.length === 0) return;
    if (calls === openingCalls) {
      const keys = closed.map(({ key_id: key }) => key).join(', ');
      throw new CliError(
        'unhealthy',
        `${keys} did not open in ${calls} calls. See: npx switchgear breakers; undo with: npx switchgear test-alerts reset`,
      );
    }
    await caller.ask(model);
  }
}
