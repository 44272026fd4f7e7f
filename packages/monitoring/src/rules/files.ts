import type { Setup } from '../setup.ts';
import { apiAlerts } from './api.ts';
import { auditAgentAlerts } from './audit-agent.ts';
import { circuitBreakerAlerts } from './circuit-breaker.ts';
import { metaAlerts } from './meta.ts';
import { type AlertDefinition, alertRule, type RuleFile } from './rule.ts';
import { sloAlerts, sloRecordings } from './slo.ts';
import { systemAlerts } from './system.ts';
import { testWatcherAlerts } from './test-watcher.ts';

/** Every rule file of a setup; a disabled agent has none. */
export function ruleFiles({ components, providers, links }: Setup): RuleFile[] {
  const file = (path: string, name: string, alerts: readonly AlertDefinition[]): RuleFile => ({
    path,
    groups: [{ name, rules: alerts.map((alert) => alertRule(alert, links)) }],
  });
  const alerts = (name: string) => `prometheus/alerts/${name}.yml`;
  return [
    ...(components.includes('test-watcher') ? [file(alerts('test_watcher'), 'test_watcher', testWatcherAlerts)] : []),
    ...(components.includes('audit-agent') ? [file(alerts('audit_agent'), 'audit_agent', auditAgentAlerts)] : []),
    file(alerts('api'), 'api', apiAlerts(providers)),
    file(alerts('system'), 'system', systemAlerts),
    file('prometheus_alerting_rules.yml', 'circuit_breaker', circuitBreakerAlerts),
    file(alerts('meta'), 'meta', metaAlerts),
    {
      path: alerts('slo'),
      groups: [
        // A look at three days of requests need not be taken four times a minute.
        { name: 'slo_recordings', interval: '1m', rules: sloRecordings },
        { name: 'slo', rules: sloAlerts.map((alert) => alertRule(alert, links)) },
      ],
    },
  ];
}
