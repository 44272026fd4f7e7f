import type { DeliveredAlert } from '../api/alertmanager.ts';
import type { Labels } from '../api/prometheus.ts';
import { bySeverity, isHeartbeat, type Rule, type RuleAlert, severityOf } from './rules.ts';

/** What becomes of an alert, the most urgent first. People are told of those that fire, and of no other. */
export const standings = ['firing', 'pending', 'inhibited', 'silenced'] as const;

export type Standing = (typeof standings)[number];

export interface CurrentAlert {
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly standing: Standing;
  /** In ISO 8601. */
  readonly since: string;
  /** What it asks of Prometheus; undefined when that is not known. */
  readonly expr: string | undefined;
  /** The same alert at Alertmanager; undefined until it has it. */
  readonly delivered: DeliveredAlert | undefined;
  /** Whether a rule of Prometheus has found it; drills are sent by other programs. */
  readonly hasRule: boolean;
}

/** Alerts of one name and severity. */
export interface AlertGroup {
  readonly key: string;
  readonly name: string;
  readonly severity: string;
  readonly isDrill: boolean;
  /** That of the most urgent. */
  readonly standing: Standing;
  /** The oldest first. */
  readonly alerts: readonly CurrentAlert[];
}

/** All alerts for people, as far as Prometheus and Alertmanager are known: either may be missing. */
export function currentAlerts(
  known: readonly Rule[] | undefined,
  delivered: readonly DeliveredAlert[] = [],
): readonly CurrentAlert[] {
  const rules = known ?? [];
  const keyOf = keyFor(rules.flatMap(({ alerts }) => alerts));
  const others = new Map(delivered.map((alert) => [keyOf(alert.labels), alert]));
  const found = rules.flatMap((rule) =>
    rule.alerts.map((alert) => {
      const key = keyOf(alert.labels);
      const arrived = alert.state === 'firing' ? others.get(key) : undefined;
      others.delete(key);
      return ofRule(rule, alert, arrived);
    }),
  );
  return [...found, ...[...others.values()].map((alert) => ofAlertmanager(alert, known !== undefined))].filter(
    (alert) => !isHeartbeat(alert),
  );
}

/** The most urgent first, and what is real before drills. */
export function groupAlerts(alerts: readonly CurrentAlert[]): readonly AlertGroup[] {
  const keyOf = ({ labels }: CurrentAlert) =>
    JSON.stringify([labels['alertname'], labels['severity'], labels['drill'] === 'true']);
  return [...Map.groupBy(alerts, keyOf)]
    .map(([key, ofGroup]) => groupOf(key, ofGroup))
    .sort(
      (a, b) =>
        standings.indexOf(a.standing) - standings.indexOf(b.standing) ||
        Number(a.isDrill) - Number(b.isDrill) ||
        bySeverity(a.severity, b.severity) ||
        a.name.localeCompare(b.name),
    );
}

function groupOf(key: string, alerts: readonly CurrentAlert[]): AlertGroup {
  const labels = alerts[0]?.labels ?? {};
  return {
    key,
    name: labels['alertname'] ?? '',
    severity: severityOf({ labels }),
    isDrill: labels['drill'] === 'true',
    standing: standings.find((one) => alerts.some(({ standing }) => standing === one)) ?? 'firing',
    alerts: alerts.toSorted((a, b) => Date.parse(a.since) - Date.parse(b.since)),
  };
}

function ofRule(rule: Rule, alert: RuleAlert, delivered: DeliveredAlert | undefined): CurrentAlert {
  const { labels, annotations, state } = alert;
  const since = delivered?.startsAt ?? sinceOf(rule, alert);
  const standing = delivered === undefined ? state : standingOf(delivered);
  return { labels, annotations, since, standing, expr: rule.query, delivered, hasRule: true };
}

/** Prometheus tells since when the condition is true, which for one that fires is its whole wait too long ago. */
function sinceOf({ duration }: Rule, { activeAt, state }: RuleAlert): string {
  return state === 'pending' ? activeAt : new Date(Date.parse(activeAt) + duration * 1_000).toISOString();
}

function ofAlertmanager(delivered: DeliveredAlert, rulesKnown: boolean): CurrentAlert {
  const { labels, annotations, startsAt: since, generatorURL = '' } = delivered;
  const expr = URL.parse(generatorURL)?.searchParams.get('g0.expr') ?? undefined;
  return { labels, annotations, since, standing: standingOf(delivered), expr, delivered, hasRule: !rulesKnown };
}

function standingOf({ status: { silencedBy, inhibitedBy } }: DeliveredAlert): Standing {
  if (silencedBy.length > 0) return 'silenced';
  return inhibitedBy.length > 0 ? 'inhibited' : 'firing';
}

/**
 * What is the same for an alert at Prometheus and at Alertmanager. On the way, Prometheus adds labels of its own to
 * all alerts, so only those count that an alert of that name has at Prometheus; and `drill`, which it never has there.
 */
function keyFor(alerts: readonly RuleAlert[]): (labels: Labels) => string {
  const known = new Map<string, Set<string>>();
  for (const { labels } of alerts) {
    const name = labels['alertname'] ?? '';
    known.set(name, new Set([...(known.get(name) ?? ['drill']), ...Object.keys(labels)]));
  }
  return (labels) => {
    const names = known.get(labels['alertname'] ?? '') ?? Object.keys(labels);
    return JSON.stringify([...names].sort().map((name) => [name, labels[name] ?? '']));
  };
}
