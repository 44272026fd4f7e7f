import type { AlertRule } from '@switchgear/monitoring';
import { aboutOf } from '../clients/alerting.ts';
import type { EvaluatedAlert } from '../clients/prometheus.ts';
import { severityStyles } from '../screen/alerts.ts';
import type { Painter } from '../screen/style.ts';
import { type Cell, renderHeadedTable } from '../screen/table.ts';
import { clock, secondsOf, waits } from './due.ts';
import type { Announced } from './provoke.ts';

/** Every alert that a test has set on its way, and when it is due. */
export function announcedLines(announced: readonly Announced[], paint: Painter): string[] {
  const soonest = announced.toSorted((a, b) => (a.due?.from ?? 0) - (b.due?.from ?? 0));
  const rows = soonest.map(({ rule: { alert, labels }, how, due }): Cell[] => [
    alert,
    severityCell(labels['severity']),
    how,
    due === undefined ? 'held back by a more severe one' : `${clock(due.from)} to ${clock(due.to)}`,
    `#alerts-${labels['severity']}`,
  ]);
  return renderHeadedTable(['ALERT', 'SEVERITY', 'HOW', 'DUE', 'CHANNEL'], rows, paint);
}

/** What Prometheus sees, before Alertmanager tells anybody. */
export function evaluatedLines(
  alerts: readonly EvaluatedAlert[],
  rules: readonly AlertRule[],
  paint: Painter,
): string[] {
  if (alerts.length === 0) return ['No rule is pending or firing.'];
  const oldest = alerts.toSorted((a, b) => Date.parse(a.activeAt) - Date.parse(b.activeAt));
  const rows = oldest.map(({ labels, state, activeAt }): Cell[] => {
    const { alertname = '', severity } = labels;
    const rule = rules.find(({ alert, labels: own }) => alert === alertname && own['severity'] === severity);
    const since = Date.parse(activeAt);
    const wait = secondsOf(rule?.for) + waits.evaluationSeconds + waits.groupSeconds;
    return [
      alertname,
      aboutOf(labels),
      severityCell(severity),
      state,
      clock(since),
      state === 'pending' ? clock(since + wait * 1000) : '',
    ];
  });
  return renderHeadedTable(['RULE', 'ABOUT', 'SEVERITY', 'STATE', 'TRUE SINCE', 'ARRIVES BY'], rows, paint);
}

function severityCell(severity = ''): Cell {
  return { text: severity, style: severityStyles[severity] ?? 'plain' };
}
