import { counter, gauge, histogram } from '../definition.ts';
import { callStatuses } from './api.ts';

/** How a test run ended; `error` means that it could not be carried out. */
export const testRunStatuses = ['pass', 'fail', 'error'] as const;

/** How a single test case ended. */
export const testCaseStatuses = ['pass', 'fail', 'skip'] as const;

/** What can go wrong in the watcher: with runs, with its ledger of the tree, and with what it keeps. */
export const watcherErrorTypes = [
  'no_tests',
  'configuration',
  'unknown_format',
  'timeout',
  'output_limit',
  'runner_died',
  'runner_missing',
  'tree_missing',
  'tree_unreadable',
  'watch_limit',
  'watch_overflow',
  'ledger_damaged',
  'ledger_full',
  'ledger_read_only',
  'ledger_failed',
  'ledger_died',
  'queue',
  'history',
  'watcher',
  'analysis',
] as const;

/** What makes the watcher compare the whole tree with its ledger. */
export const sweepReasons = ['start', 'stall', 'git', 'periodic', 'overflow', 'manual'] as const;

export const testWatcherMetrics = {
  test_watcher_files_processed_total: counter([], 'Changed files that the watcher has processed.'),
  test_watcher_tests_run_total: counter(['status'], 'Test runs by result.', { status: testRunStatuses }),
  test_watcher_test_cases_total: counter(['status'], 'Test cases by result.', { status: testCaseStatuses }),
  test_watcher_api_calls_total: counter(['api', 'status'], 'Calls of the watcher to a provider through the gateway.', {
    status: callStatuses,
  }),
  test_watcher_errors_total: counter(['error_type'], 'Errors of the watcher by type.', {
    error_type: watcherErrorTypes,
  }),
  test_watcher_events_recovered_total: counter(
    ['reason'],
    'Changes that no file event told of and a sweep found, by reason.',
    { reason: sweepReasons },
  ),
  test_watcher_changed_files_current: gauge([], 'Changed files that wait in the queue.'),
  test_watcher_is_passing: gauge([], '1 if the last test run passed and no other test is known to fail, 0 otherwise.'),
  test_watcher_memory_usage_bytes: gauge([], 'Resident memory of the watcher in bytes.'),
  test_watcher_is_running: gauge(
    [],
    '1 while the watcher is watching, or waits for another one on its tree; 0 while it is not.',
  ),
  test_watcher_processing_duration_seconds: histogram(
    [],
    'Time to process one batch of changes, tests included, in seconds.',
    [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1200],
  ),
  test_watcher_debounce_duration_seconds: histogram(
    [],
    'Time from the first change of a batch until the batch starts, in seconds.',
    [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  ),
  test_watcher_test_execution_duration_seconds: histogram(
    [],
    'Time of one test run in seconds.',
    [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1200, 3600],
  ),
};
