import type { CurrentAlert } from '../../alerts/current.ts';
import { bySeverity, severityOf } from '../../alerts/rules.ts';

/** As Grafana numbers them. */
const orders: Readonly<Record<number, (a: CurrentAlert, b: CurrentAlert) => number>> = {
  1: byName,
  2: (a, b) => byName(b, a),
  3: (a, b) => bySeverity(severityOf(a), severityOf(b)) || byName(a, b),
  4: byTime,
  5: (a, b) => byTime(b, a),
};

export interface Choice {
  readonly sortOrder: number;
  readonly firing: boolean;
  readonly pending: boolean;
  /** Text that the name has in it, in whatever case. */
  readonly name: string;
}

/** The alerts that a panel wants, in its order. One that is silenced or inhibited fires all the same. */
export function chooseAlerts(alerts: readonly CurrentAlert[], choice: Choice): CurrentAlert[] {
  return alerts
    .filter(({ standing }) => (standing === 'pending' ? choice.pending : choice.firing))
    .filter(({ labels }) => labels['alertname']?.toLowerCase().includes(choice.name.toLowerCase()))
    .sort(orders[choice.sortOrder] ?? byName);
}

function byName(a: CurrentAlert, b: CurrentAlert): number {
  return (a.labels['alertname'] ?? '').localeCompare(b.labels['alertname'] ?? '');
}

function byTime(a: CurrentAlert, b: CurrentAlert): number {
  return Date.parse(a.since) - Date.parse(b.since);
}
