import { expect, test } from 'vitest';
import { createRegistry } from './registry.ts';
import { scrape } from './testing/index.ts';

const registry = () => createRegistry({ processMetrics: false });

test('a counter adds up, 1 unless told otherwise', async () => {
  const metrics = registry();
  const calls = metrics.counter('api_calls_total');
  calls.inc({ api: 'deepseek', status: 'success' });
  calls.labels({ api: 'deepseek', status: 'success' }).inc(2.5);
  metrics.counter('test_watcher_files_processed_total').inc();
  metrics.counter('test_watcher_files_processed_total').inc(6);
  const found = await scrape(metrics);
  expect(found.value('api_calls_total', { api: 'deepseek', status: 'success' })).toBe(3.5);
  expect(found.value('test_watcher_files_processed_total')).toBe(7);
});

test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])(
  'a counter refuses to grow by %d and keeps its value',
  async (by) => {
    const metrics = registry();
    const cost = metrics.counter('api_cost_usd_total').labels({ api: 'deepseek' });
    cost.inc(2);
    expect(() => cost.inc(by)).toThrow(expect.objectContaining({ code: 'bad_value' }));
    expect(cost.value).toBe(2);
  },
);

test('a counter whose labels are all closed exists at 0 from the start', async () => {
  const metrics = registry();
  metrics.counter('test_watcher_tests_run_total');
  metrics.counter('audit_agent_git_commits_detected_total');
  const found = await scrape(metrics);
  expect(found.samples('test_watcher_tests_run_total').map(({ labels: { status }, value }) => [status, value])).toEqual(
    [
      ['pass', 0],
      ['fail', 0],
      ['error', 0],
    ],
  );
  expect(found.value('audit_agent_git_commits_detected_total')).toBe(0);
});

test('preset fills in every combination of the closed labels and disturbs no value', async () => {
  const metrics = registry();
  const calls = metrics.counter('circuit_breaker_transitions_total');
  calls.inc({ key_id: 'k', provider: 'p', from_state: 'closed', to_state: 'open' });
  calls.preset({ key_id: 'k', provider: 'p' });
  const found = await scrape(metrics);
  expect(found.samples('circuit_breaker_transitions_total')).toHaveLength(9);
  expect(found.samples('circuit_breaker_transitions_total').reduce((sum, { value }) => sum + value, 0)).toBe(1);
});

test('a gauge is not exported before it has a value, nor after that was cleared', async () => {
  const metrics = registry();
  const coverage = metrics.gauge('audit_agent_coverage_percent');
  expect((await scrape(metrics)).families.has('audit_agent_coverage_percent')).toBe(false);
  coverage.set(0);
  expect((await scrape(metrics)).value('audit_agent_coverage_percent')).toBe(0);
  coverage.labels().clear();
  expect((await scrape(metrics)).families.has('audit_agent_coverage_percent')).toBe(false);
});

test('a gauge goes up and down, and can be read at scrape time', async () => {
  const metrics = registry();
  const tasks = metrics.gauge('audit_agent_active_tasks_count').labels();
  tasks.add(3);
  tasks.add(-1);
  let waiting: number | undefined = 4;
  metrics
    .gauge('test_watcher_changed_files_current')
    .labels()
    .readFrom(() => waiting);
  const first = await scrape(metrics);
  expect(first.value('audit_agent_active_tasks_count')).toBe(2);
  expect(first.value('test_watcher_changed_files_current')).toBe(4);
  waiting = undefined;
  expect((await scrape(metrics)).value('test_watcher_changed_files_current')).toBeUndefined();
});

test('a histogram counts a value in every bucket whose bound is not below it', async () => {
  const metrics = registry();
  const runs = metrics.histogram('audit_agent_run_duration_seconds');
  for (const seconds of [600, 600.1, 4000]) runs.observe(seconds);
  const found = await scrape(metrics);
  const bucket = (le: string) => found.value('audit_agent_run_duration_seconds_bucket', { le });
  expect([bucket('300'), bucket('600'), bucket('900'), bucket('3600'), bucket('+Inf')]).toEqual([0, 1, 2, 2, 3]);
  expect(found.value('audit_agent_run_duration_seconds_sum')).toBe(5200.1);
  expect(found.value('audit_agent_run_duration_seconds_count')).toBe(3);
  expect(() => runs.observe(Number.NaN)).toThrow(expect.objectContaining({ code: 'bad_value' }));
});

test('a histogram with open labels starts at 0 once they are known', async () => {
  const metrics = registry();
  metrics.histogram('api_request_duration_seconds').preset({ api: 'deepseek' });
  expect((await scrape(metrics)).value('api_request_duration_seconds_count', { api: 'deepseek' })).toBe(0);
});

test('a label value outside the closed set, or a missing one, is refused', () => {
  const calls = registry().counter('api_calls_total');
  const fromElsewhere: string = 'teapot';
  expect(() => calls.inc({ api: 'deepseek', status: fromElsewhere as 'success' })).toThrow(
    'api_calls_total: label status must be one of success, error, rate_limit',
  );
  expect(() => calls.inc({ status: 'success' } as never)).toThrow('api_calls_total needs a value for label api');
});

test('a removed series ends', async () => {
  const metrics = registry();
  const keys = metrics.gauge('api_keys');
  keys.set({ api: 'a', status: 'active' }, 1);
  keys.set({ api: 'b', status: 'active' }, 2);
  keys.remove({ api: 'a', status: 'active' });
  expect((await scrape(metrics)).samples('api_keys').map(({ labels: { api } }) => api)).toEqual(['b']);
});
