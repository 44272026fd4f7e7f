import type { LabelSet } from '../rules/expectation.ts';
import { seriesName } from '../series/history.ts';
import { breaker } from './breakers.ts';
import { durations, each, of, type Series, targets } from './series.ts';
import { always, every, growing, interval, lately, length } from './time.ts';

const { gateway, testWatcher, auditAgent, recovery, prometheus, alertmanager } = targets;

const never = always(0);

export type Provider = 'deepseek' | 'perplexity';

/** Everything that the programs expose while all is well; much of it is shortly below the thresholds. */
export function platform(now: number): Series {
  return {
    ...Object.fromEntries(Object.values(targets).map((target) => [seriesName('up', target), always(1)])),
    ...Object.assign(
      {},
      ...[gateway, testWatcher, auditAgent, recovery, targets.console].map((each) => process(each, now)),
    ),
    // One process is large and hardly grows, another grows and is small: neither leaks.
    [of(gateway, 'process_resident_memory_bytes')]: `1200000000+250000x${length - 1}`,
    [of(testWatcher, 'process_resident_memory_bytes')]: `110000000+1000000x${length - 1}`,
    [of(gateway, 'system_cpu_percent')]: always(65),
    [of(gateway, 'system_memory_percent')]: always(70),
    [of(gateway, 'system_disk_percent', { path: '/' })]: always(80),
    ...provider('deepseek'),
    ...provider('perplexity'),
    ...watcher(),
    ...audits(now),
    ...each(recovery, 'recovery_actions_total', { procedure: 'reset_breakers' }, 'outcome', {
      success: growing(1),
      failure: never,
      skipped: never,
    }),
    ...monitoring(),
  };
}

function process(target: LabelSet, now: number): Series {
  return {
    [of(target, 'process_start_time_seconds')]: always(now - 700_000),
    [of(target, 'process_cpu_seconds_total')]: growing(3),
    [of(target, 'process_resident_memory_bytes')]: always(250e6),
    [of(target, 'process_threads')]: always(11),
    [of(target, 'service_uptime_seconds')]: `${700_000 - interval * (length - 1)}+${interval}x${length - 1}`,
    [of(target, 'service_health_check_status', { check_name: 'event_loop' })]: always(1),
    [of(target, 'service_dependency_status', { dependency: 'disk' })]: always(1),
  };
}

function provider(api: Provider): Series {
  return {
    ...calls(api, { success: growing(38), error: growing(2), rate_limit: growing(9) }),
    ...durations(gateway, 'api_request_duration_seconds', { api }, { 3: growing(39), 40: growing(1) }),
    [of(gateway, 'api_errors_total', { api, error_type: 'timeout' })]: growing(2),
    [of(gateway, 'api_rate_limits_total', { api })]: growing(9),
    [of(gateway, 'api_rate_limit_limit', { api })]: always(1000),
    [of(gateway, 'api_rate_limit_remaining', { api })]: always(250),
    [of(gateway, 'api_unavailable_total', { api })]: never,
    [of(gateway, 'api_failovers_total', { api, reason: 'timeout' })]: growing(2),
    [of(gateway, 'api_cost_usd_total', { api })]: growing(0.25),
    ...each(gateway, 'api_tokens_used_total', { api }, 'type', {
      prompt: growing(4000),
      completion: growing(900),
      cached: growing(1000),
      reasoning: growing(300),
    }),
    ...each(gateway, 'api_keys', { api }, 'status', {
      active: always(3),
      resting: never,
      quarantined: never,
      backup: never,
    }),
    ...requests(api, { success: growing(38) }),
    ...durations(gateway, 'gateway_request_duration_seconds', { provider: api }, { 4: growing(37), 45: growing(1) }),
    ...breaker(api, 1),
    ...breaker(api, 2),
    ...breaker(api, 3),
  };
}

/** Calls to a provider by status, under both their names; there are none of the statuses that are left out. */
export function calls(api: Provider, statuses: Partial<Record<'success' | 'error' | 'rate_limit', string>>): Series {
  const all = { success: never, error: never, rate_limit: never, ...statuses };
  return {
    ...each(gateway, 'api_calls_total', { api }, 'status', all),
    ...each(gateway, `${api}_api_calls_total`, { api }, 'status', all),
  };
}

type Outcome = 'success' | 'caller_error' | 'client_abort' | 'upstream_error' | 'unavailable' | 'stream_cut';

/** Requests for a provider by outcome; there are none of the outcomes that are left out. */
export function requests(api: Provider, outcomes: Partial<Record<Outcome, string>>): Series {
  const none = { success: never, caller_error: never, client_abort: never };
  const failed = { upstream_error: never, unavailable: never, stream_cut: never };
  return each(gateway, 'gateway_requests_total', { provider: api }, 'outcome', { ...none, ...failed, ...outcomes });
}

function watcher(): Series {
  return {
    [of(testWatcher, 'test_watcher_is_running')]: always(1),
    [of(testWatcher, 'test_watcher_changed_files_current')]: always(8),
    [of(testWatcher, 'test_watcher_memory_usage_bytes')]: always(400e6),
    [of(testWatcher, 'test_watcher_files_processed_total')]: growing(6),
    [of(testWatcher, 'test_watcher_errors_total', { error_type: 'timeout' })]: every(5),
    ...testRuns({ pass: growing(9), fail: growing(1) }),
    ...durations(testWatcher, 'test_watcher_test_execution_duration_seconds', {}, { 20: growing(10) }),
    ...durations(testWatcher, 'test_watcher_processing_duration_seconds', {}, { 25: growing(6) }),
    ...each(testWatcher, 'test_watcher_api_calls_total', { api: 'deepseek' }, 'status', {
      success: growing(1),
      error: never,
      rate_limit: never,
    }),
  };
}

export function testRuns(statuses: { readonly pass: string; readonly fail: string }): Series {
  return each(testWatcher, 'test_watcher_tests_run_total', {}, 'status', { ...statuses, error: never });
}

/** An audit every half hour. */
function audits(now: number): Series {
  const each = (value: (finished: number) => number) =>
    [0, 1, 2, 3].map((index) => `${value(index)}x${length / 4 - 1}`).join(' ');
  const second = (index: number) => now - (length - (index * length) / 4) * interval;
  return {
    [of(auditAgent, 'audit_agent_coverage_percent')]: lately(30, 83, 90),
    [of(auditAgent, 'audit_agent_last_run_timestamp')]: each(second),
    [of(auditAgent, 'audit_agent_errors_total', { error_type: 'git' })]: growing(1),
    [of(auditAgent, 'audit_agent_completion_markers_found_total')]: always(4),
    [of(auditAgent, 'audit_agent_git_commits_detected_total')]: growing(1),
    [of(auditAgent, 'audit_agent_active_tasks_count')]: never,
    ...auditRuns(
      each((index) => index),
      90,
    ),
  };
}

export function auditRuns(count: string, seconds: number): Series {
  return {
    ...each(auditAgent, 'audit_agent_runs_total', {}, 'trigger', {
      scheduled: count,
      manual: never,
      marker_detected: never,
      commit: never,
      coverage_drop: never,
    }),
    ...durations(auditAgent, 'audit_agent_run_duration_seconds', {}, { [seconds]: count }),
  };
}

function monitoring(): Series {
  const am = { ...alertmanager, integration: 'slack' };
  return {
    [seriesName('prometheus_config_last_reload_successful', prometheus)]: always(1),
    [seriesName('prometheus_notifications_alertmanagers_discovered', prometheus)]: always(1),
    [seriesName('prometheus_notifications_dropped_total', prometheus)]: never,
    [seriesName('prometheus_notifications_errors_total', { ...prometheus, alertmanager: 'http://127.0.0.1:9093' })]:
      never,
    [seriesName('prometheus_rule_evaluation_failures_total', { ...prometheus, rule_group: 'api' })]: never,
    [seriesName('alertmanager_config_last_reload_successful', alertmanager)]: always(1),
    [seriesName('alertmanager_notifications_total', am)]: growing(1),
    [seriesName('alertmanager_notifications_failed_total', am)]: never,
    [seriesName('alertmanager_notifications_failed_total', am)]: never,
  };
}
