import type { Service } from '@switchgear/service';
import type { History, RunSummary } from '../history/index.ts';
import type { CaseName } from '../model.ts';

const runsShown = 50;
const failingShown = 20;

/** What TestWatcher knows of its tests, for other programs: JSON with snake_case names, durations in milliseconds. */
export function mountRoutes(
  app: Service['app'],
  root: string,
  history: Pick<History, 'tests' | 'flaky' | 'forget' | 'runs' | 'standing'>,
): void {
  app.get('/', () => ({
    root,
    see: ['/api/v1/status', '/api/v1/tests', '/api/v1/runs', '/metrics', '/health', '/ready'],
  }));
  app.get('/api/v1/status', () => {
    const failing = history.standing();
    const [last] = history.runs(1);
    return {
      root,
      last_run: last === undefined ? null : wire(last),
      failing: failing.length,
      flaky: history.flaky().length,
      first_failing: failing.slice(0, failingShown),
    };
  });
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
    flaky: history.flaky().map(({ cleanRuns, ...flaky }) => ({ ...flaky, clean_runs: cleanRuns })),
  }));
  // Somebody has mended them. A file, a name or both say which; default all.
  app.delete<{ Querystring: Partial<CaseName> }>('/api/v1/flaky', ({ query: { file, name }, headers }, reply) => {
    // What browsers send for a page. There is none here, so it is another's, perhaps under a name turned to this machine.
    if (headers.origin !== undefined) {
      return reply.code(403).send({ error: { code: 'forbidden', message: 'No page may do this; use curl.' } });
    }
    const forgotten = history
      .flaky()
      .filter((one) => one.file === (file ?? one.file) && one.name === (name ?? one.name));
    for (const one of forgotten) history.forget(one);
    return { forgotten: forgotten.length };
  });
  app.get('/api/v1/runs', () => ({ runs: history.runs(runsShown).map(wire) }));
}

function wire({ durationMs, batchId, isDirty, ...run }: RunSummary) {
  return { ...run, duration_ms: durationMs, batch_id: batchId, dirty: isDirty };
}
