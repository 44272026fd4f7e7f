import { foreign, histogram, job, metric } from '../promql/metric.ts';
import { events, steady } from '../promql/windows.ts';
import { thresholds as at } from '../thresholds.ts';
import type { AlertDefinition } from './rule.ts';

const common = { component: 'audit-agent', service: 'audit', dashboard: 'audit-agent-metrics' } as const;

const coverage = metric('audit_agent_coverage_percent');
const up = foreign('up', { job, component: 'audit-agent' });
const lastRun = metric('audit_agent_last_run_timestamp');

export const auditAgentAlerts: readonly AlertDefinition[] = [
  {
    ...common,
    alert: 'TestCoverageDrop',
    severity: 'critical',
    resource: 'coverage',
    expr: `${steady(coverage)} < ${at.coverageCriticalPercent}
  and
${steady(coverage)} < max_over_time(${coverage}[1h]) - ${at.coverageStepPoints}`,
    for: '10m',
    summary: 'Test coverage has dropped.',
    description: `Test coverage is {{ $value | printf "%.1f" }} %, more than ${at.coverageStepPoints} points below its highest in the last hour.`,
  },
  {
    ...common,
    alert: 'TestCoverageLow',
    severity: 'warning',
    resource: 'coverage',
    expr: `${steady(coverage)} < ${at.coverageLowPercent}`,
    for: '1h',
    summary: 'Test coverage is low.',
    description: `Test coverage is {{ $value | printf "%.1f" }} %, below ${at.coverageLowPercent} %.`,
  },
  {
    ...common,
    alert: 'AuditAgentHighErrors',
    severity: 'warning',
    expr: `sum(${events(metric('audit_agent_errors_total'), '10m')}) / 600 > ${at.auditErrorsPerSecond}`,
    for: '5m',
    summary: 'AuditAgent has many errors.',
    description: 'AuditAgent has {{ $value | humanize }} errors a second, all types together (last 10 minutes).',
  },
  {
    ...common,
    alert: 'AuditAgentSlowRuns',
    severity: 'warning',
    expr: `histogram_quantile(0.95, sum by (le) (rate(${histogram('audit_agent_run_duration_seconds', 'bucket')}[4h]))) > ${at.auditRunSeconds}`,
    for: '15m',
    summary: 'Audits are slow.',
    description: 'The slowest 5 % of audits take longer than {{ $value | humanizeDuration }} (last 4 hours).',
  },
  {
    ...common,
    alert: 'AuditAgentNoRecentRuns',
    severity: 'warning',
    // The second part is for an agent that has not finished one for a day, or never: then the clock starts with its
    // first scrape, or with that of any program where there was no agent for a day. Both parts have no labels, so that
    // one takes over from the other unnoticed.
    expr: `time() - max(max_over_time(${lastRun}[1d])) > ${at.auditSilenceSeconds}
or
count(
  last_over_time(${up}[22h] offset 2h)
or
  absent_over_time(${up}[1d]) and on () last_over_time(${foreign('up', { job })}[22h] offset 2h)
) * 0 + ${at.auditSilenceSeconds}
  and on ()
absent_over_time(${lastRun}[1d])`,
    for: '10m',
    summary: 'No audit has finished for two hours.',
    description: 'The last audit that AuditAgent finished was at least {{ $value | humanizeDuration }} ago.',
  },
  {
    ...common,
    alert: 'CompletionMarkerDetected',
    severity: 'info',
    expr: `sum(${events(metric('audit_agent_completion_markers_found_total'), '5m')}) > 0`,
    summary: 'A completion marker was found.',
    description: 'AuditAgent found {{ $value }} completion marker{{ if ne $value 1.0 }}s{{ end }} within 5 minutes.',
  },
  {
    ...common,
    alert: 'TestCoverageImproved',
    severity: 'info',
    expr: `${steady(coverage)} > ${at.coverageGoodPercent}
  and
${steady(coverage)} > min_over_time(${coverage}[1h]) + ${at.coverageStepPoints}`,
    summary: 'Test coverage has improved.',
    description: `Test coverage is {{ $value | printf "%.1f" }} %, more than ${at.coverageStepPoints} points above its lowest in the last hour.`,
  },
];
