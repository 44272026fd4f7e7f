import { describe, expect, test } from 'vitest';
import { rawCounters, readPromql } from './promql.ts';

describe('selectors', () => {
  test('a selector tells its metric, its matchers and what is done to it, from the inside out', () => {
    const { selectors, faults } = readPromql(
      'sum by (api) (rate(calls_total{api=~"a|b",status!="error"}[5m] offset 1h)) > 0',
    );
    expect(faults).toEqual([]);
    expect(selectors).toEqual([
      {
        metric: 'calls_total',
        matchers: [
          { label: 'api', operator: '=~', value: 'a|b' },
          { label: 'status', operator: '!=', value: 'error' },
        ],
        range: '5m',
        within: ['rate', 'sum'],
        text: 'calls_total{api=~"a|b",status!="error"}',
      },
    ]);
  });

  test('every selector of a long expression is found', () => {
    const { selectors } = readPromql('a unless on (x) b{y="1"} or -c @ end() + max_over_time(d[1h:1m]) # e');
    expect(selectors.map(({ metric }) => metric)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('a metric may be named by a matcher, and not at all by a pattern', () => {
    expect(readPromql('{__name__="up",job="x"}').selectors[0]).toMatchObject({
      metric: 'up',
      matchers: [{ label: 'job', operator: '=', value: 'x' }],
    });
    expect(readPromql('{__name__=~"up|down"}').selectors[0]?.metric).toBeUndefined();
  });
});

test('labels of groupings and of matchings between series are found, and those that a function adds', () => {
  const promql = readPromql(
    'sum by (a) (x) / on (b) group_left (c) y unless ignoring (d) label_replace(z, "e", "$1", "f", "(.*)")',
  );
  expect(promql.labels).toEqual(['a', 'b', 'c', 'd']);
  expect(promql.created).toEqual(['e']);
});

describe('faults', () => {
  test.each([
    ['sum(up', '1:7: something is missing at the end'],
    ['up +\n  * 2', '2:3: something is missing before "* 2"'],
    ['rate(up[$__rate_interval])', '1:9: unexpected "$"'],
    ['nonsense(up)', '1:9: unexpected "("'],
    ['', '1:1: something is missing at the end'],
    ['rate(calls_total)', '1:1: rate() needs a range such as [5m]'],
    ['2 * abs(calls_total[5m])', '1:5: abs() takes no range'],
    ['sum(calls_total[5m])', '1:5: only a function can take calls_total[5m]'],
    ['calls_total[5m]', '1:1: only a function can take calls_total[5m]'],
  ])('%j is refused with place and reason', (expr, fault) => {
    expect(readPromql(expr).faults).toContain(fault);
  });

  test.each(['rate((calls_total[5m] offset 1h))', 'max_over_time(sum(up)[1h:1m] @ end())', 'absent_over_time(up[5m])'])(
    '%s has none',
    (expr) => expect(readPromql(expr).faults).toEqual([]),
  );
});

describe('raw counters', () => {
  const raw = (expr: string, accept?: readonly string[]) =>
    rawCounters(readPromql(expr), (metric) => metric.endsWith('_total'), accept).map(({ text }) => text);

  test('a counter is raw unless a function takes it that copes with resets', () => {
    expect(
      raw('a_total + sum(b_total{x="1"}) + sum(rate(c_total[5m])) + max_over_time(increase(d_total[5m])[1h:])'),
    ).toEqual(['a_total', 'b_total{x="1"}']);
  });

  test('the rate of a sum is no better than the sum', () => {
    expect(raw('rate(sum(a_total)[5m:1m])')).toEqual(['a_total']);
  });

  test('looking whether a counter is there is no use of its value', () => {
    expect(raw('absent(a_total) or count(b_total)')).toEqual([]);
  });

  test('who works with last values says so', () => {
    expect(raw('last_over_time(a_total[1m])')).toEqual(['a_total']);
    expect(raw('last_over_time(a_total[1m])', ['last_over_time'])).toEqual([]);
  });
});
