import { type AlertsReport, type FiringAlert, severities } from '../clients/alerting.ts';
import type { Notification } from '../clients/console.ts';
import type { Painter, Style } from './style.ts';
import { type Cell, renderHeadedTable, renderTable } from './table.ts';
import { duration } from './units.ts';

/** Without a heartbeat for so long, alerts would not arrive. */
const staleSeconds = 5 * 60;
const clockSlackSeconds = 60;
/** The first heartbeat needs so long after a start. */
const firstHeartbeatSeconds = 2 * 60;
const shownAlerts = 20;

/**
 * What fires, whether alerts would arrive, and what has arrived lately.
 *
 * @param startedAt of the platform; epoch milliseconds, as `now`
 */
export function alertSections(report: AlertsReport, startedAt: number, now: number, paint: Painter): string[][] {
  return [
    [paint('bold', 'ALERTS'), ...firingLines(report.firing, now, paint)],
    [...heartbeatLines(report.last_heartbeat, startedAt, now, paint), ...destinationLines(report, now, paint)],
    report.unreachable.map((reason) => paint('yellow', reason)),
  ].filter((lines) => lines.length > 0);
}

export const severityStyles: Readonly<Record<string, Style>> = { critical: 'red', warning: 'yellow', info: 'cyan' };

function firingLines(firing: AlertsReport['firing'], now: number, paint: Painter): string[] {
  if (firing === undefined) return ['What fires is not known.'];
  if (firing.length === 0) return [paint('green', 'None fires.')];
  const counts = severities.map((severity) => ({
    severity,
    count: firing.filter((alert) => alert.severity === severity).length,
  }));
  const summary = counts.filter(({ count }) => count > 0).map(({ severity, count }) => `${count} ${severity}`);
  const rows = firing.slice(0, shownAlerts).map((alert) => firingRow(alert, now));
  const more = firing.length - rows.length;
  return [
    `${summary.join(', ')}:`,
    ...renderHeadedTable(['SEVERITY', 'ALERT', 'ABOUT', 'SINCE', 'NOTE'], rows, paint),
    ...(more > 0 ? [`and ${more} more`] : []),
  ];
}

function firingRow({ name, severity, about, since, held_back: heldBack, drill }: FiringAlert, now: number): Cell[] {
  const notes = [drill ? 'drill' : '', heldBack ? 'nobody is told: silenced, or a more severe alert fires' : ''];
  return [
    { text: severity, style: severityStyles[severity] ?? 'plain' },
    name,
    about,
    ago(since, now),
    { text: notes.filter((note) => note !== '').join(', '), style: 'dim' },
  ];
}

function heartbeatLines(
  heartbeat: string | null | undefined,
  startedAt: number,
  now: number,
  paint: Painter,
): string[] {
  if (heartbeat === undefined) return [];
  const age = heartbeat === null ? Number.POSITIVE_INFINITY : (now - Date.parse(heartbeat)) / 1000;
  const isOfThisRun = heartbeat !== null && Date.parse(heartbeat) >= startedAt;
  // One from the future was left by a clock that has been set back, and says nothing.
  if (isOfThisRun && age >= -clockSlackSeconds && age <= staleSeconds) {
    return [`Last heartbeat ${duration(age)} ago: Prometheus, Alertmanager and console pass alerts on.`];
  }
  if (now - startedAt < firstHeartbeatSeconds * 1000) {
    return [paint('yellow', 'No heartbeat yet; the first one comes within two minutes of the start.')];
  }
  const since = heartbeat === null ? 'No heartbeat has ever come' : `No heartbeat for ${duration(age)}`;
  return [paint('red', `${since}: alerts would not arrive. See: npx switchgear logs alertmanager`)];
}

function destinationLines(report: AlertsReport, now: number, paint: Painter): string[] {
  const { notifications, notifications_go_to: destination, slack } = report;
  const lines = destination === 'slack' ? slackLines(slack, paint) : [];
  if (notifications === undefined) return lines;
  if (notifications.length === 0) return [...lines, 'The inbox is empty.'];
  return [...lines, 'In the inbox:', ...notificationLines(notifications, now, paint)];
}

function slackLines(slack: AlertsReport['slack'], paint: Painter): string[] {
  const where = 'Notifications go to Slack; the inbox has those about monitoring.';
  if (slack === undefined || slack.sent === 0) return [`${where} None was sent yet.`];
  if (slack.failed === 0) return [`${where} ${slack.sent} sent, none failed.`];
  return [
    where,
    paint('red', `${slack.failed} of ${slack.sent} did not reach Slack. See: npx switchgear logs alertmanager`),
  ];
}

function notificationLines(notifications: readonly Notification[], now: number, paint: Painter): string[] {
  const rows = notifications.map(({ received_at: at, title, channel }): Cell[] => [
    { text: ago(at, now), style: 'dim' },
    title,
    { text: channel, style: 'dim' },
  ]);
  return renderTable(rows, paint);
}

function ago(time: string, now: number): string {
  return `${duration((now - Date.parse(time)) / 1000)} ago`;
}
