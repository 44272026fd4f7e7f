import { askPrometheus, type Labels } from '../api/prometheus.ts';

/** An alert that a rule has found. */
export interface RuleAlert {
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly state: 'pending' | 'firing';
  /** Since when the expression is true, in ISO 8601. */
  readonly activeAt: string;
}

/** An alerting rule as Prometheus has it, with the group that it is in. */
export interface Rule {
  readonly name: string;
  readonly query: string;
  /** How long it has to be true, in seconds. */
  readonly duration: number;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly alerts: readonly RuleAlert[];
  readonly state: 'inactive' | 'pending' | 'firing';
  readonly health: 'ok' | 'err' | 'unknown';
  readonly lastError?: string;
  /** In ISO 8601; the year 1 when it never was. */
  readonly lastEvaluation: string;
  /** In seconds. */
  readonly evaluationTime: number;
  readonly group: Group;
}

interface Group {
  readonly name: string;
  readonly file: string;
  /** In seconds. */
  readonly interval: number;
  /** As of a rule. */
  readonly lastEvaluation: string;
  readonly evaluationTime: number;
}

interface Answer {
  readonly groups: readonly (Group & { readonly rules: readonly Omit<Rule, 'group'>[] })[];
}

export async function alertingRules(signal: AbortSignal): Promise<Rule[]> {
  const { groups } = await askPrometheus<Answer>('rules', { type: 'alert' }, signal);
  return groups.flatMap(({ rules, ...group }) => rules.map((rule) => ({ ...rule, group })));
}

export function severityOf({ labels }: { readonly labels: Labels }): string {
  return labels['severity'] ?? '';
}

/** The rule that always fires, to show that alerts arrive; no trouble. */
export function isHeartbeat(of: { readonly labels: Labels }): boolean {
  return severityOf(of) === 'none';
}

/** Severities that people see, the worst first. */
export const severities: readonly string[] = ['critical', 'warning', 'info'];

/** The worst first; a severity of no known name last. */
export function bySeverity(a: string, b: string): number {
  const rank = (severity: string) => [...severities, severity].indexOf(severity);
  return rank(a) - rank(b);
}

export type RuleState = 'error' | 'firing' | 'pending' | 'inactive' | 'heartbeat';

/** What a rule is doing, as people see it: a heartbeat that is heard is no trouble, and one that is not is an error. */
export function stateOf(rule: Rule): RuleState {
  if (rule.health === 'err') return 'error';
  if (!isHeartbeat(rule)) return rule.state;
  return rule.state === 'firing' ? 'heartbeat' : 'error';
}
