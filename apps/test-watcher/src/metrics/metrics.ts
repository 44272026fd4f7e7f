import type { Registry, sweepReasons, watcherErrorTypes } from '@switchgear/telemetry';
import type { CaseStatus, RunResult } from '../model.ts';

export type WatcherErrorType = (typeof watcherErrorTypes)[number];
export type WatcherMetrics = ReturnType<typeof createWatcherMetrics>;

/** Everything that TestWatcher tells of itself, under the names of the catalogue. */
export function createWatcherMetrics(registry: Registry) {
  const files = registry.counter('test_watcher_files_processed_total');
  const runs = registry.counter('test_watcher_tests_run_total');
  const cases = registry.counter('test_watcher_test_cases_total');
  const calls = registry.counter('test_watcher_api_calls_total');
  const errors = registry.counter('test_watcher_errors_total');
  const recovered = registry.counter('test_watcher_events_recovered_total');
  const waiting = registry.gauge('test_watcher_changed_files_current').labels();
  const passing = registry.gauge('test_watcher_is_passing').labels();
  const running = registry.gauge('test_watcher_is_running').labels();
  const processing = registry.histogram('test_watcher_processing_duration_seconds').labels();
  const debounce = registry.histogram('test_watcher_debounce_duration_seconds').labels();
  const execution = registry.histogram('test_watcher_test_execution_duration_seconds').labels();
  registry
    .gauge('test_watcher_memory_usage_bytes')
    .labels()
    .readFrom(() => process.memoryUsage.rss());
  return {
    /** Where the gauge of waiting files is read. */
    readWaiting(count: () => number | undefined): void {
      waiting.readFrom(count);
    },
    isRunning(is: boolean): void {
      running.set(is ? 1 : 0);
    },
    /** A batch was taken this long after its first change. */
    batchTaken(afterMs: number): void {
      debounce.observe(afterMs / 1000);
    },
    /** A batch has been tested, in this time from when it was taken. */
    batchDone(fileCount: number, durationMs: number): void {
      files.inc(fileCount);
      processing.observe(durationMs / 1000);
    },
    runDone({ status, cases: results, errors: faults, durationMs }: RunResult): void {
      if (status === 'cancelled') return;
      runs.inc({ status });
      execution.observe(durationMs / 1000);
      const counts: Record<CaseStatus, number> = { pass: 0, fail: 0, skip: 0 };
      for (const result of results) counts[result.status] += 1;
      for (const [caseStatus, count] of Object.entries(counts)) {
        cases.inc({ status: caseStatus as CaseStatus }, count);
      }
      // A test file that cannot be loaded is a fault of the code, which the run has found.
      for (const { type } of faults) if (type !== 'suite_error') errors.inc({ error_type: type });
    },
    /** How the last run ended, and how many other tests are known to fail. */
    lastRun(status: string, othersFailing: number): void {
      passing.set(status === 'pass' && othersFailing === 0 ? 1 : 0);
    },
    error(type: WatcherErrorType): void {
      errors.inc({ error_type: type });
    },
    /** Changes that no event told of. */
    found(reason: (typeof sweepReasons)[number], count: number): void {
      if (count > 0) recovered.inc({ reason }, count);
    },
    called(api: string, status: 'success' | 'error' | 'rate_limit'): void {
      calls.inc({ api, status });
    },
  };
}
