import { join } from 'node:path';
import type { AuditAgentOptions } from './options.ts';
import { nextSlot } from './triggers/schedule.ts';

/** What whoever starts the agent in a terminal is told first. */
export function greetingOf(options: Omit<AuditAgentOptions, 'logger'>, url: string, now: number): string[] {
  const { root, stateDir, schedule: cron, timeZone, audit } = options;
  const next = localTime(nextSlot({ cron, timeZone }, now) ?? now);
  const coverage =
    audit.command === undefined
      ? 'from reports that it finds; with audit_agent.coverage.command it runs the tests itself'
      : `by ${audit.command.join(' ')}`;
  return [
    `AuditAgent looks after ${root}`,
    `  audits    at ${cron} (${timeZone}), next ${next}; on completion markers, milestones in commits, drops of coverage`,
    `  coverage  ${coverage}`,
    `  reports   ${url}/ and ${join(stateDir, 'reports')}`,
  ];
}

/** For example `2026-11-27 04:00`, as the clock of this machine shows it. */
function localTime(at: number): string {
  return new Date(at).toLocaleString('sv-SE').slice(0, 16);
}
