import type { AlertReport, DrillReport } from './report.ts';

const head = ['alert', 'fired', 'channel', 'links', 'resolved'];

/** A table of all alerts, then what is wrong, then how many are proven. */
export function renderReport({ alerts, worlds, faults, seconds, secondsToDeliver }: DrillReport): string {
  const rows = [head, ...alerts.map(row)];
  const widths = head.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  const table = rows.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const wrong = alerts.flatMap((alert) => alert.faults.map((fault) => `${alert.alert}: ${fault}`));
  const all = [...wrong, ...faults].map((fault) => `✗ ${fault}`);
  const service = alerts.filter(({ isOfService }) => isOfService);
  const others = alerts.filter(({ isOfService }) => !isOfService);
  return [
    ...table,
    '',
    ...(all.length === 0 ? [] : [...all, '']),
    `${worlds.length} worlds (${worlds.join(', ')}) in ${seconds.toFixed(1)} s`,
    ...(secondsToDeliver === undefined ? [] : [`delivered after ${Math.round(secondsToDeliver)} s, waits included`]),
    ...(others.length === 0
      ? []
      : [
          `${tally(others)}${service.length === 0 ? '' : ' about the monitoring itself and its objectives'} fired, were delivered and resolved`,
        ]),
    ...(service.length === 0 ? [] : [`${tally(service)} fired, were delivered and resolved`]),
  ].join('\n');
}

function row({ alert, severity, fired, channel, linksAnswered, resolved }: AlertReport): string[] {
  const isHeartbeat = severity === 'none';
  return [
    alert,
    yes(fired),
    channel ?? 'none',
    isHeartbeat || linksAnswered === undefined ? '' : yes(linksAnswered),
    isHeartbeat ? '' : yes(resolved),
  ];
}

function yes(is: boolean): string {
  return is ? 'yes' : 'NO';
}

function tally(alerts: readonly AlertReport[]): string {
  return `${alerts.filter(({ faults }) => faults.length === 0).length} of ${alerts.length} alerts`;
}
