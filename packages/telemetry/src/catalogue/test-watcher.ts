import type { MetricDefinition } from '../definition.ts';
import { callStatuses } from './api.ts';

/** How a test run ended; `error` means that it could not be carried out. */
export const testRunStatuses = ['pass', 'fail', 'error'] as const;

/** How a single test case ended. */
export const testCaseStatuses = ['pass', 'fail', 'skip'] as const;

export const testWatcherMetrics = {
  test_watcher_files_processed_total: {
    type: 'counter',
    help: 'Changed files that the watcher has processed.',
    labels: [],
  },
  test_watcher_tests_run_total: {
    type: 'counter',
    help: 'Test runs by result.',
    labels: ['status'],
    closed: { status: testRunStatuses },
  },
  test_watcher_test_cases_total: {
    type: 'counter',
    help: 'Test cases by result.',
    labels: ['status'],
    closed: { status: testCaseStatuses },
  },
  test_watcher_api_calls_total: {
    type: 'counter',
    help: 'Calls of the watcher to a provider through the gateway.',
    labels: ['api', 'status'],
    closed: { status: callStatuses },
  },
  test_watcher_errors_total: { type: 'counter', help: 'Errors of the watcher by type.', labels: ['error_type'] },
  test_watcher_events_recovered_total: {
    type: 'counter',
    help: 'Changes that no file event told of and a sweep found, by reason.',
    labels: ['reason'],
  },
  test_watcher_changed_files_current: {
    type: 'gauge',
    help: 'Changed files that wait in the queue.',
    labels: [],
  },
  test_watcher_memory_usage_bytes: {
    type: 'gauge',
    help: 'Resident memory of the watcher in bytes.',
    labels: [],
  },
  test_watcher_is_running: { type: 'gauge', help: '1 while the watcher is watching, 0 while it is not.', labels: [] },
  test_watcher_processing_duration_seconds: {
    type: 'histogram',
    help: 'Time to process one batch of changes, tests included, in seconds.',
    labels: [],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1200],
  },
  test_watcher_debounce_duration_seconds: {
    type: 'histogram',
    help: 'Time from the first change of a batch until the batch starts, in seconds.',
    labels: [],
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  },
  test_watcher_test_execution_duration_seconds: {
    type: 'histogram',
    help: 'Time of one test run in seconds.',
    labels: [],
    buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1200, 3600],
  },
} as const satisfies Record<string, MetricDefinition>;
