import type { Service } from '@switchgear/service';
import type { History } from '../history/index.ts';

const runsShown = 50;

/** What TestWatcher knows of its tests, for other programs: JSON with snake_case names, durations in milliseconds. */
export function mountRoutes(
  app: Service['app'],
  root: string,
  history: Pick<History, 'tests' | 'flaky' | 'runs'>,
): void {
  app.get('/', () => ({ root, see: ['/api/v1/tests', '/api/v1/runs', '/metrics', '/health', '/ready'] }));
  app.get('/api/v1/tests', () => ({
    root,
    tests: history.tests().map(({ file, name, runs, failures, isFlaky, p50Ms, lastStatus }) => ({
      file,
      name,
      runs,
      failures,
      flaky: isFlaky,
      p50_ms: p50Ms,
      last_status: lastStatus,
    })),
    flaky: history.flaky().map(({ file, name, reason, since }) => ({ file, name, reason, since })),
  }));
  app.get('/api/v1/runs', () => ({
    runs: history.runs(runsShown).map(({ durationMs, batchId, isDirty, ...run }) => ({
      ...run,
      duration_ms: durationMs,
      batch_id: batchId,
      dirty: isDirty,
    })),
  }));
}
