import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createRegistry, type Registry, type Source } from './registry.ts';
import { scrape } from './testing/index.ts';
import { linePrefix } from './text.ts';

const bare = () => createRegistry({ processMetrics: false });

function stateSource(keys: number): Source {
  return {
    metrics: ['circuit_breaker_state'],
    *lines() {
      for (let key = 0; key < keys; key += 1) {
        yield `${linePrefix('circuit_breaker_state', { key_id: `k${key}`, provider: 'p' })}0\n`;
      }
    },
  };
}

async function slicesOf(registry: Registry): Promise<string[]> {
  const slices: string[] = [];
  for await (const slice of registry.expose()) slices.push(slice);
  return slices;
}

test('two registries in one process share nothing', async () => {
  const [one, other] = [bare(), bare()];
  one.counter('test_watcher_files_processed_total').inc(5);
  other.counter('test_watcher_files_processed_total');
  expect((await scrape(one)).value('test_watcher_files_processed_total')).toBe(5);
  expect((await scrape(other)).value('test_watcher_files_processed_total')).toBe(0);
});

test('asking twice for a metric gives the same one', () => {
  const metrics = bare();
  expect(metrics.counter('api_calls_total')).toBe(metrics.counter('api_calls_total'));
  expect(metrics.gauge('api_keys')).toBe(metrics.gauge('api_keys'));
});

test('an empty registry exposes nothing', async () => {
  expect(await slicesOf(bare())).toEqual([]);
});

test('only metrics that the program uses are exposed', async () => {
  const metrics = bare();
  metrics.counter('audit_agent_runs_total');
  expect([...(await scrape(metrics)).families.keys()]).toEqual(['audit_agent_runs_total']);
});

test('a source is read at each scrape and carries the header of the catalogue', async () => {
  const metrics = bare();
  let value = 0;
  metrics.addSource({
    metrics: ['circuit_breaker_state', 'circuit_breaker_trips_total'],
    *lines(name) {
      if (name === 'circuit_breaker_state') yield `${linePrefix(name, { key_id: 'k', provider: 'p' })}${value}\n`;
    },
  });
  value = 2;
  const found = await scrape(metrics);
  expect(found.value('circuit_breaker_state', { key_id: 'k', provider: 'p' })).toBe(2);
  expect(found.families.get('circuit_breaker_state')).toMatchObject({
    type: 'gauge',
    help: 'State of the breaker of a key: 0 closed, 1 half-open, 2 open.',
  });
  expect(found.families.has('circuit_breaker_trips_total'), 'a family without a line has no header').toBe(false);
});

test('a metric is either recorded or read, never both', () => {
  const metrics = bare();
  metrics.gauge('circuit_breaker_state');
  expect(() => metrics.addSource(stateSource(1))).toThrow(expect.objectContaining({ code: 'name_taken' }));
  const other = bare();
  other.addSource(stateSource(1));
  expect(() => other.gauge('circuit_breaker_state')).toThrow('circuit_breaker_state is already exposed');
});

test('a source whose second metric is taken leaves nothing behind', async () => {
  const metrics = bare();
  metrics.gauge('circuit_breaker_success_count');
  const source: Source = {
    metrics: ['circuit_breaker_state', 'circuit_breaker_success_count'],
    lines: (name) => [`${name}{key_id="k",provider="p"} 1\n`],
  };
  expect(() => metrics.addSource(source)).toThrow(expect.objectContaining({ code: 'name_taken' }));
  expect((await scrape(metrics)).families.size).toBe(0);
});

test('the event loop turns between slices, and a slice holds a bounded amount', async () => {
  const metrics = bare();
  metrics.addSource(stateSource(20_000));
  let turns = 0;
  let running = true;
  const spin = async () => {
    while (running) {
      await nextTurn();
      turns += 1;
    }
  };
  const spinning = spin();
  const slices = await slicesOf(metrics);
  running = false;
  await spinning;
  expect(Math.max(...slices.map((slice) => slice.length))).toBeLessThan(66_000);
  expect(slices.length).toBeGreaterThan(10);
  expect(turns).toBeGreaterThanOrEqual(slices.length - 1);
  expect((await scrape(metrics)).samples('circuit_breaker_state')).toHaveLength(20_000);
});

test('a scrape waits for its hooks, and shows what they recorded', async () => {
  const metrics = bare();
  const cpu = metrics.gauge('system_cpu_percent');
  metrics.beforeScrape(async () => {
    await nextTurn();
    cpu.set(42);
  });
  expect((await scrape(metrics)).value('system_cpu_percent')).toBe(42);
});

test('a failing hook fails the scrape, so that Prometheus sees it', async () => {
  const metrics = bare();
  metrics.beforeScrape(() => Promise.reject(new Error('no host')));
  await expect(scrape(metrics)).rejects.toThrow('no host');
});
