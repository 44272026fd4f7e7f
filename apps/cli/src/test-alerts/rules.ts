import type { Config } from '@switchgear/config';
import { type AlertRule, alertRules, committedSetup, ruleFiles, setupOf } from '@switchgear/monitoring';

/** Every alert that people can get; also those of programs that are disabled here, which can still be pretended. */
export function knownRules(config: Config): AlertRule[] {
  const setup = setupOf(config);
  const loaded = new Set(alertRules(ruleFiles(setup)).map(({ rule }) => rule.alert));
  return alertRules(ruleFiles({ ...setup, components: committedSetup.components }))
    .map(({ rule }) => (loaded.has(rule.alert) ? rule : withoutDashboard(rule, config)))
    .filter(({ labels }) => labels['severity'] !== 'none');
}

/** A disabled program has a runbook, and no dashboard. */
function withoutDashboard(rule: AlertRule, { links }: Config): AlertRule {
  return { ...rule, annotations: { ...rule.annotations, dashboard_url: links.dashboards } };
}

/** Names most like a mistyped one, best first: those that have most pairs of letters in common with it. */
export function nearestNames(word: string, rules: readonly AlertRule[]): string[] {
  const pairsOf = (text: string) =>
    new Set([...text.toLowerCase()].map((letter, at, all) => letter + (all[at + 1] ?? '')));
  const pairs = pairsOf(word);
  const likeness = (name: string) => {
    const others = pairsOf(name);
    return [...pairs].filter((pair) => others.has(pair)).length / (pairs.size + others.size);
  };
  return [...new Set(rules.map(({ alert }) => alert))]
    .filter((name) => likeness(name) > 0.2)
    .sort((a, b) => likeness(b) - likeness(a))
    .slice(0, 3);
}
