import type { Links } from '@switchgear/monitoring';
import { stringify } from 'yaml';
import type { RuleText } from '../rules/rule-set.ts';
import type { World } from '../world.ts';

const oven = '{job="kitchen",instance="oven:80"}';

/** A world in miniature: an oven that is well. */
export const cool: World = {
  name: 'cool',
  intervalSeconds: 30,
  series: () => ({ [`up${oven}`]: '1x60', [`temperature${oven}`]: '20x60', [`openings_total${oven}`]: '0x60' }),
  expected: ['Watchdog'],
};

/** The same oven, too hot for ten minutes. */
export function hot(expected: readonly string[], inhibited: readonly string[] = []): World {
  return {
    ...cool,
    name: 'hot',
    series: (now) => ({ ...cool.series(now), [`temperature${oven}`]: '20x40 95x20' }),
    expected: ['Watchdog', ...expected],
    inhibited,
  };
}

export interface OvenRule {
  readonly alert: string;
  readonly expr?: string;
  readonly for?: string;
  readonly labels?: object;
  readonly annotations?: object;
}

/** A rule file in which whatever a rule does not say is as it should be. */
export function ovenRules({ console }: Links, rules: readonly OvenRule[]): RuleText[] {
  const record = { record: 'kitchen:temperature:max', expr: 'max by (job) (temperature)' };
  const watchdog: OvenRule = { alert: 'Watchdog', expr: 'vector(1)', for: '0s', labels: { severity: 'none' } };
  const complete = [watchdog, ...rules].map(({ labels, annotations, ...rule }) => ({
    expr: 'temperature > 80',
    for: '5m',
    ...rule,
    labels: { severity: 'critical', component: 'oven', service: 'kitchen', ...labels },
    annotations: {
      summary: 'The oven is hot.',
      description: 'It has {{ $value }} degrees.',
      runbook_url: `${console}/runbooks/${rule.alert}`,
      dashboard_url: `${console}/d/oven`,
      ...annotations,
    },
  }));
  return [{ path: 'oven.yml', text: stringify({ groups: [{ name: 'oven', rules: [...complete, record] }] }) }];
}
