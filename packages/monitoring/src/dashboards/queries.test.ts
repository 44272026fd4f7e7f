import { describe, expect, test } from 'vitest';
import { readPromql } from '../lint/promql.ts';
import { queryFaults } from '../lint/queries.ts';
import { job } from '../promql/metric.ts';
import { ruleFiles } from '../rules/files.ts';
import { committedSetup } from '../setup.ts';
import { durations, type Query, queriesOf, readDashboards, withDurations } from './testing/read.ts';

const all = readDashboards(committedSetup);
const queries = all.flatMap(queriesOf);
const selectors = queries.flatMap(({ where, expr, instant }) =>
  readPromql(withDurations(expr)).selectors.map((selector) => ({ ...selector, where, instant })),
);

test.each(queries)(
  '$where speaks PromQL, of metrics, labels and values that exist, and takes no counter raw',
  ({ expr }) => {
    expect(queryFaults(withDurations(expr))).toEqual([]);
  },
);

test('a rate follows the resolution of the panel; what is counted, the time that is shown or the chosen window', () => {
  const by = (name: string) => selectors.filter(({ within }) => within[0] === name);
  expect(by('rate').filter(({ range }) => range !== durations.$__rate_interval)).toEqual([]);
  const shown = by('increase').filter(({ range }) => range !== durations.$interval);
  expect(shown.filter(({ range, instant }) => range !== durations.$__range || !instant)).toEqual([]);
  expect(shown.length).toBeGreaterThan(5);
});

test('nothing is divided by zero', () => {
  const divided = queries.filter(({ expr }) => expr.includes(' / '));
  expect(divided.length).toBeGreaterThan(5);
  for (const { expr, where } of divided) {
    for (const divisor of expr.split(/ \/ (?:on \(\) group_left \(\) )?/).slice(1)) {
      expect(firstGroup(divisor), `${where}: ${divisor}`).toMatch(/ > 0\)$/);
    }
  }
});

/** What the parenthesis at the start of a text holds, with it. */
function firstGroup(text: string): string {
  let depth = 0;
  const end = [...text].findIndex((char) => {
    depth += char === '(' ? 1 : char === ')' ? -1 : 0;
    return depth === 0;
  });
  return text.slice(0, end + 1);
}

test('the time of something is its p50, p95 and p99', () => {
  const quantiles = queries.filter(({ expr }) => expr.startsWith('histogram_quantile('));
  const byPanel = Map.groupBy(quantiles, ({ where }) => where.replace(/, [A-Z]$/, ''));
  expect(byPanel.size).toBe(5);
  for (const [panel, percentiles] of byPanel) {
    expect(
      percentiles.map(({ expr }) => Number(/[\d.]+/.exec(expr)?.[0])),
      panel,
    ).toEqual([0.5, 0.95, 0.99]);
  }
});

describe('replicas', () => {
  const aggregations = ['sum', 'avg', 'count', 'max', 'min'];
  const first = (within: readonly string[]) => within.find((name) => aggregations.includes(name));
  const shared = /^(circuit_breaker_(?!trips|transitions|calls).*|api_keys)$/;

  test('what all of them report is taken once per key', () => {
    const wrong = selectors.filter(
      ({ metric, within }) => shared.test(metric ?? '') && !/max|min/.test(first(within) ?? ''),
    );
    expect(wrong).toEqual([]);
  });

  test('what each of them counts is added up', () => {
    const counted = selectors.filter(({ metric = '' }) => /_total$|_bucket$/.test(metric) && !shared.test(metric));
    expect(counted.filter(({ within }) => first(within) !== 'sum')).toEqual([]);
  });
});

test('metrics that other programs export as well are those of our job', () => {
  const common = selectors.filter(({ metric = '' }) => /^(up$|process_|service_|system_)/.test(metric));
  const foreign = common.filter(
    ({ matchers }) => !matchers.some(({ label, value }) => label === 'job' && value === job),
  );
  expect(foreign.map(({ text }) => text)).toEqual(['up{job=~"prometheus|alertmanager"}']);
});

describe('variables', () => {
  test.each(all.map((dashboard) => [dashboard.title ?? '', dashboard] as const))(
    'of %s are all used',
    (_, dashboard) => {
      const defined = dashboard.templating?.list?.map(({ name }) => name) ?? [];
      const named = JSON.stringify([dashboard.panels, dashboard.annotations]).matchAll(/\$\{?(?!__)(\w+)/g);
      expect([...new Set([...named].map(([, name]) => name))].sort()).toEqual(defined.sort());
    },
  );

  const choices = all.flatMap(({ templating }) => templating?.list?.filter(({ type }) => type === 'query') ?? []);

  test.each(choices.map(({ name, query }) => [name, String(query)] as const))('%s lists %s', (_, query) => {
    const [, selector = '', label = ''] = /^label_values\((.+), (\w+)\)$/.exec(query) ?? [];
    expect(queryFaults(`count by (${label}) (${selector})`)).toEqual([]);
  });

  test('take several values, and everything at first', () => {
    expect(choices.length).toBeGreaterThan(3);
    for (const choice of choices) {
      expect(choice).toMatchObject({ multi: true, includeAll: true, current: { value: ['$__all'] } });
    }
  });

  test('keys are those of the chosen provider, and links keep the provider', () => {
    expect(choices.find(({ name }) => name === 'key')?.query).toContain('provider=~"$provider"');
    const withProvider = all.filter(({ templating }) => templating?.list?.some(({ name }) => name === 'provider'));
    expect(withProvider.map(({ uid }) => uid)).toEqual(['api-metrics', 'circuit-breaker']);
  });
});

describe('marks of alerts', () => {
  const services = new Set(
    ruleFiles(committedSetup).flatMap(({ groups }) =>
      groups.flatMap(({ rules }) => rules.flatMap((rule) => ('alert' in rule ? [rule.labels['service']] : []))),
    ),
  );

  test.each(all.map((dashboard) => [dashboard.title ?? '', dashboard] as const))('on %s', (_, dashboard) => {
    const list = dashboard.annotations?.list ?? [];
    expect(list.map(({ iconColor }) => iconColor)).toEqual(['red', 'yellow']);
    for (const [at, severity] of ['critical', 'warning'].entries()) {
      const expr = String((list[at]?.target as Partial<Query> | undefined)?.expr);
      expect(queryFaults(expr)).toEqual([]);
      const { matchers = [] } = readPromql(expr).selectors[0] ?? {};
      const value = (name: string) => matchers.find(({ label }) => label === name)?.value ?? '';
      expect([value('alertstate'), value('severity')]).toEqual(['firing', severity]);
      for (const service of value('service').split('|')) expect(services).toContain(service);
    }
  });
});
