import { seriesName } from '../series/history.ts';
import type { World } from '../world.ts';
import { platform, testRuns } from './platform.ts';
import { durations, of, targets } from './series.ts';
import { always, every, growing, interval, lately } from './time.ts';

const { testWatcher, auditAgent } = targets;
/** A second watcher, which is killed. */
const other = { ...testWatcher, instance: '127.0.0.1:8011' };

/** Both agents work badly, and a second watcher is dead. */
export const agents: World = {
  name: 'agents',
  intervalSeconds: interval,
  series: (now) => ({
    ...platform(now),
    [seriesName('up', other)]: lately(10, 0, 1),
    [of(other, 'test_watcher_is_running')]: '1x219 _x20',
    [of(other, 'process_start_time_seconds')]: `${now - 90_000}x219 _x20`,
    // Neither type alone is too many.
    [of(testWatcher, 'test_watcher_errors_total', { error_type: 'timeout' })]: every(3),
    [of(testWatcher, 'test_watcher_errors_total', { error_type: 'runner_died' })]: every(3),
    [of(testWatcher, 'test_watcher_files_processed_total')]: growing(6, 20, 2),
    [of(testWatcher, 'test_watcher_changed_files_current')]: lately(15, 14, 8),
    [of(testWatcher, 'test_watcher_memory_usage_bytes')]: lately(15, 560e6, 400e6),
    ...testRuns({ pass: growing(7), fail: growing(3) }),
    ...durations(testWatcher, 'test_watcher_test_execution_duration_seconds', {}, { 20: growing(8), 400: growing(2) }),
    [of(auditAgent, 'audit_agent_coverage_percent')]: lately(90, 76, 82),
    [of(auditAgent, 'audit_agent_last_run_timestamp')]: always(now - 8400),
    [of(auditAgent, 'audit_agent_errors_total', { error_type: 'git' })]: growing(1),
    [of(auditAgent, 'audit_agent_errors_total', { error_type: 'coverage_unreadable' })]: growing(1),
  }),
  expected: [
    'Watchdog',
    'TestWatcherDown{instance="127.0.0.1:8011"}',
    'TestWatcherHighErrorRate',
    'TestWatcherQueueBacklog{instance="127.0.0.1:8001"}',
    'TestWatcherSlowTests',
    'TestWatcherHighMemory{instance="127.0.0.1:8001"}',
    'TestWatcherLowPassRate',
    'TestCoverageLow',
    'AuditAgentHighErrors',
    'AuditAgentNoRecentRuns',
  ],
  inhibited: ['TargetDown{component="test-watcher"}'],
};
