import { type Config, programs } from '@switchgear/config';
import type { AlertRule } from '@switchgear/monitoring';
import type { PostedAlert } from '../clients/alertmanager.ts';
import type { Platform } from '../clients/platform.ts';
import { noteDown, readJournal } from './journal.ts';

type Parts = Pick<Platform, 'config' | 'alertmanager'>;

const lastsMs = 15 * 60_000;

/** Sends alerts that no rule has raised, after noting that down. */
export async function postPretended(
  { config, alertmanager }: Parts,
  rules: readonly AlertRule[],
  now: number,
): Promise<void> {
  if (rules.length === 0) return;
  const alerts = rules.map((rule) => pretend(rule, config, now));
  const { pretended } = readJournal(config.state_dir);
  const others = pretended.filter(({ labels }) => !rules.some(({ alert }) => alert === labels['alertname']));
  noteDown(config.state_dir, { pretended: [...others, ...alerts] });
  await alertmanager.post(alerts);
}

/** Ends those that have not ended by themselves. */
export async function endPretended({ config, alertmanager }: Parts, now: number): Promise<void> {
  const lasting = readJournal(config.state_dir).pretended.filter(({ endsAt }) => Date.parse(endsAt) > now);
  if (lasting.length > 0) {
    await alertmanager.post(lasting.map((alert) => ({ ...alert, endsAt: new Date(now).toISOString() })));
  }
  noteDown(config.state_dir, { pretended: [] });
}

/** An alert as its rule would raise it, marked as a drill; its texts say so, and no template is left in them. */
export function pretend(rule: AlertRule, config: Config, now: number): PostedAlert {
  const { alert, expr, annotations } = rule;
  const plausible = plausibleLabels(rule, config);
  const named = [...(annotations['description'] ?? '').matchAll(/\$labels\.(\w+)/g)].map(([, name = '']) => name);
  return {
    labels: {
      ...Object.fromEntries(named.map((name) => [name, plausible[name] ?? 'example'])),
      ...rule.labels,
      component: plausible['component'] ?? '',
      alertname: alert,
      drill: 'true',
    },
    annotations: {
      ...annotations,
      description: `This is a drill of npx switchgear test-alerts: nothing is wrong. A real ${alert} means: ${annotations['summary']}`,
    },
    generatorURL: `${config.links.prometheus}/graph?g0.expr=${encodeURIComponent(expr)}&g0.tab=1`,
    startsAt: new Date(now).toISOString(),
    endsAt: new Date(now + lastsMs).toISOString(),
  };
}

function plausibleLabels({ labels, expr }: AlertRule, config: Config): Readonly<Record<string, string>> {
  const provider = config.providers.find(({ name }) => expr.includes(`api="${name}"`)) ?? config.providers[0];
  const name = provider?.name ?? '';
  const stated = labels['component'] ?? '';
  const component = stated.includes('{{') ? 'gateway' : stated;
  const program = programs(config).find((one) => one.name === (component === 'host' ? 'gateway' : component));
  const instance = program === undefined ? component : new URL(program.url).host;
  const key = provider?.accounts[0]?.keys[0]?.alias ?? 'key-example';
  return { provider: name, api: name, key_id: key, component, instance, path: '/' };
}
