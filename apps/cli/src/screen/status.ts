import type { ProviderStatus, StatusReport } from '../commands/status.ts';
import { alertSections } from './alerts.ts';
import { codeBaseSection } from './code-base.ts';
import type { Painter } from './style.ts';
import { type Cell, renderHeadedTable } from './table.ts';
import { duration } from './units.ts';

/** Programs first, then providers with their keys, the code base and alerts. */
export function renderStatus(report: StatusReport, now: number, paint: Painter): string {
  const programs = report.programs.map(programRow);
  const providers = report.providers.map(providerRow);
  const sections = [
    [`Switchgear is ${report.supervisor.state} (pid ${report.supervisor.pid}).`],
    renderHeadedTable(['PROGRAM', 'STATE', 'PID', 'UP FOR', 'RESTARTS', 'ADDRESS'], programs, paint),
    ...(providers.length === 0
      ? []
      : [
          renderHeadedTable(
            ['PROVIDER', 'ANSWERS FROM', 'ACTIVE', 'RESTING', 'QUARANTINED', 'BACKUP'],
            providers,
            paint,
          ),
        ]),
    codeBaseSection(report.code_base, now, paint),
    ...alertSections(report.alerts, report.supervisor.started_at, now, paint),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function programRow(program: StatusReport['programs'][number]): Cell[] {
  return [
    program.name,
    program.ready ? { text: 'ready', style: 'green' } : { text: stateText(program), style: 'yellow' },
    program.pid === undefined ? '' : String(program.pid),
    program.uptime_seconds === undefined ? '' : duration(program.uptime_seconds),
    String(program.restarts),
    { text: program.url ?? '', style: 'cyan' },
  ];
}

function stateText({ state, last_exit: lastExit }: StatusReport['programs'][number]): string {
  if (state === 'ready') return 'not ready';
  return state === 'resting' ? `ended (${lastExit ?? 'unknown'})` : state;
}

function providerRow({ display_name: name, simulated, keys }: ProviderStatus): Cell[] {
  const origin: Cell = simulated ? { text: 'sandbox (simulated)', style: 'yellow' } : 'provider';
  if (keys === undefined) return [name, origin, { text: 'unknown: the gateway does not answer', style: 'dim' }];
  const counts = [keys.active, keys.resting, keys.quarantined, keys.backup];
  return [name, origin, ...counts.map(String)];
}
