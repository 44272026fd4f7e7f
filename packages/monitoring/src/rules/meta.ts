import { foreign, job, metric } from '../promql/metric.ts';
import { events } from '../promql/windows.ts';
import { componentNames } from '../setup.ts';
import type { AlertDefinition } from './rule.ts';

const common = { component: 'monitoring', service: 'monitoring', dashboard: 'system-health' } as const;

/** Targets that answer no scrape, and programs that had targets within 6 hours and have none left. */
function targetDown(severity: 'critical' | 'warning', component: string | { matches: string }): AlertDefinition {
  const up = foreign('up', { job, component });
  return {
    ...common,
    alert: 'TargetDown',
    severity,
    component: '{{ $labels.component }}',
    expr: `${up} == 0
or
count by (job, component) (last_over_time(${up}[6h]))
  unless on (component)
${up}`,
    for: '2m',
    summary: 'A program does not answer.',
    description:
      '{{ $labels.component }} {{ $labels.instance }} has not answered for 2 minutes; it is dead, stuck or unreachable.',
  };
}

/** Rules over the platform itself and its monitoring. */
export const metaAlerts: readonly AlertDefinition[] = [
  {
    ...common,
    alert: 'Watchdog',
    severity: 'none',
    expr: 'vector(1)',
    summary: 'Alerting works.',
    description: 'This alert always fires: when its heartbeat stops, no other alert arrives either.',
  },
  targetDown('critical', 'gateway'),
  targetDown('warning', { matches: componentNames.filter((name) => name !== 'gateway').join('|') }),
  {
    alert: 'KeyQuarantined',
    severity: 'warning',
    component: 'gateway',
    service: 'llm-api',
    dashboard: 'circuit-breaker',
    expr: `max by (provider, key_id) (${metric('circuit_breaker_open_reason', { reason: 'quarantine' })}) == 1`,
    for: '1m',
    summary: 'A provider refuses a key.',
    description:
      '{{ $labels.provider }} refuses key {{ $labels.key_id }}: it is revoked, or its account has no credit left.',
  },
  {
    ...common,
    alert: 'PrometheusBadConfig',
    severity: 'critical',
    expr: `${foreign('prometheus_config_last_reload_successful', { job: 'prometheus' })} == 0`,
    for: '1m',
    summary: 'Prometheus cannot read its configuration.',
    description: 'Prometheus {{ $labels.instance }} goes on with its last good configuration.',
  },
  {
    ...common,
    alert: 'PrometheusRuleFailures',
    severity: 'critical',
    expr: `sum by (rule_group) (${events(foreign('prometheus_rule_evaluation_failures_total', { job: 'prometheus' }), '5m')}) > 0`,
    summary: 'Rules cannot be evaluated.',
    description:
      '{{ $value }} evaluations of {{ $labels.rule_group }} failed within 5 minutes: its alerts cannot fire.',
  },
  {
    ...common,
    alert: 'PrometheusNotConnectedToAlertmanager',
    severity: 'critical',
    expr: `${foreign('prometheus_notifications_alertmanagers_discovered', { job: 'prometheus' })} < 1`,
    for: '2m',
    summary: 'Prometheus knows no Alertmanager.',
    description: 'Prometheus {{ $labels.instance }} has nobody to send alerts to.',
  },
  {
    ...common,
    alert: 'PrometheusNotificationsFailing',
    severity: 'critical',
    expr: `sum by (instance) (${events(foreign('prometheus_notifications_errors_total', { job: 'prometheus' }), '5m')}) > 0`,
    for: '1m',
    summary: 'Alerts do not reach Alertmanager.',
    description: 'Prometheus {{ $labels.instance }} could not send {{ $value }} alerts within 5 minutes.',
  },
  {
    ...common,
    alert: 'AlertmanagerBadConfig',
    severity: 'critical',
    expr: `${foreign('alertmanager_config_last_reload_successful', { job: 'alertmanager' })} == 0`,
    for: '1m',
    summary: 'Alertmanager cannot read its configuration.',
    description: 'Alertmanager {{ $labels.instance }} goes on with its last good configuration.',
  },
  {
    ...common,
    alert: 'AlertmanagerNotificationsFailing',
    severity: 'critical',
    expr: `sum by (integration) (${events(foreign('alertmanager_notifications_failed_total', { job: 'alertmanager' }), '5m')}) > 0`,
    summary: 'Notifications do not reach people.',
    description: '{{ $value }} notifications by {{ $labels.integration }} failed within 5 minutes.',
  },
  {
    ...common,
    alert: 'RecoveryFailed',
    severity: 'warning',
    component: 'recovery',
    expr: `sum by (procedure) (${events(metric('recovery_actions_total', { outcome: 'failure' }), '15m')}) > 0`,
    summary: 'A recovery procedure failed.',
    description:
      'The procedure {{ $labels.procedure }} failed {{ $value }} times within 15 minutes; a person has to look.',
  },
];
