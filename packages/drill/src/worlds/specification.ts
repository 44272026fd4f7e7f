import type { Severity } from '@switchgear/monitoring';

type SpecifiedAlert = readonly [alert: string, severity: Severity, forSeconds: number];

const minute = 60;

/**
 * The 41 alerts of the contract, said once more and independently of the rules: what a rule says of itself proves
 * nothing.
 */
export const serviceAlerts: readonly SpecifiedAlert[] = [
  ['TestWatcherDown', 'critical', 2 * minute],
  ['TestWatcherHighErrorRate', 'critical', 5 * minute],
  ['TestWatcherQueueBacklog', 'warning', 10 * minute],
  ['TestWatcherSlowTests', 'warning', 10 * minute],
  ['TestWatcherHighMemory', 'warning', 10 * minute],
  ['TestWatcherLowPassRate', 'warning', 15 * minute],
  ['TestWatcherRestarted', 'info', 0],
  ['TestCoverageDrop', 'critical', 10 * minute],
  ['TestCoverageLow', 'warning', 60 * minute],
  ['AuditAgentHighErrors', 'warning', 5 * minute],
  ['AuditAgentSlowRuns', 'warning', 15 * minute],
  ['AuditAgentNoRecentRuns', 'warning', 10 * minute],
  ['CompletionMarkerDetected', 'info', 0],
  ['TestCoverageImproved', 'info', 0],
  ['DeepSeekAPIDown', 'critical', 5 * minute],
  ['PerplexityAPIDown', 'critical', 5 * minute],
  ['APIRateLimitExceeded', 'critical', 10 * minute],
  ['APIHighErrorRate', 'warning', 10 * minute],
  ['APISlowResponses', 'warning', 10 * minute],
  ['DeepSeekSlowResponses', 'warning', 5 * minute],
  ['APIRateLimitApproaching', 'warning', 5 * minute],
  ['APIRecovered', 'info', 0],
  ['HighCPUUsage', 'critical', 5 * minute],
  ['HighMemoryUsage', 'critical', 5 * minute],
  ['MemoryLeakDetected', 'critical', 30 * minute],
  ['ElevatedCPUUsage', 'warning', 15 * minute],
  ['ElevatedMemoryUsage', 'warning', 15 * minute],
  ['HighDiskUsage', 'warning', 10 * minute],
  ['ProcessHighCPU', 'warning', 10 * minute],
  ['SystemResourcesNormal', 'info', 5 * minute],
  ['AllKeysCircuitBreakerOpen', 'critical', 2 * minute],
  ['MajorityKeysCircuitBreakerOpen', 'critical', 5 * minute],
  ['CircuitBreakerRejectingCalls', 'critical', minute],
  ['CircuitBreakerFlapping', 'warning', 5 * minute],
  ['CircuitBreakerHighFailureCount', 'warning', minute],
  ['CircuitBreakerStuckHalfOpen', 'warning', 5 * minute],
  ['CircuitBreakerExcessiveDowntime', 'warning', 5 * minute],
  ['CircuitBreakerMetricsMissing', 'warning', 5 * minute],
  ['CircuitBreakerHighTripRate', 'info', 10 * minute],
  ['CircuitBreakerOpened', 'info', 0],
  ['CircuitBreakerAllHealthy', 'info', 10 * minute],
];

/** What watches the watchers, and the objectives; some of them come in two severities. */
const furtherAlerts: readonly SpecifiedAlert[] = [
  ['Watchdog', 'none', 0],
  ['TargetDown', 'critical', 2 * minute],
  ['TargetDown', 'warning', 2 * minute],
  ['KeyQuarantined', 'warning', minute],
  ['PrometheusBadConfig', 'critical', minute],
  ['PrometheusRuleFailures', 'critical', 0],
  ['PrometheusNotConnectedToAlertmanager', 'critical', 2 * minute],
  ['PrometheusNotificationsFailing', 'critical', minute],
  ['AlertmanagerBadConfig', 'critical', minute],
  ['AlertmanagerNotificationsFailing', 'critical', 0],
  ['RecoveryFailed', 'warning', 0],
  ['GatewayErrorBudgetBurn', 'critical', 0],
  ['GatewayErrorBudgetBurn', 'warning', 0],
  ['GatewayLatencyBudgetBurn', 'critical', 0],
  ['GatewayLatencyBudgetBurn', 'warning', 0],
];

export const specification: readonly SpecifiedAlert[] = [...serviceAlerts, ...furtherAlerts];
