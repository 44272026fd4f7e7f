import { expect, test } from 'vitest';
import type { QuerySeries } from '../processes/prometheus.ts';
import { RuleSet } from '../rules/rule-set.ts';
import { findOnset, forState, isDue } from './onset.ts';

const now = 1_000_000;
const labels = { alertname: 'Hot', room: 'a', severity: 'info', team: 'of a' };
const [rule] = new RuleSet([
  {
    path: 'rules.yml',
    text: `groups: [{name: g, rules: [{alert: Hot, expr: t > 80, for: 1m, labels: {severity: info, team: "of {{ $labels.room }}"}}]}]`,
  },
]).rules;
if (rule === undefined) throw new Error('the rule was not read');
const instant = { ...rule, forSeconds: 0 };

/** Where the expression was true, in seconds before now. */
const trueAt = (metric: Record<string, string>, ...ago: number[]): QuerySeries => ({
  metric: { __name__: 't', ...metric },
  values: ago.map((seconds) => [now - seconds, '90'] as const),
});
const find = async (...series: QuerySeries[]) => {
  const asked: unknown[] = [];
  const queryRange = async (...question: unknown[]) => {
    asked.push(question);
    return series;
  };
  return { asked, ...(await findOnset({ queryRange }, rule, { labels }, now)) };
};

test('an alert is true since the last gap, and due once that is as long ago as it has to wait', async () => {
  const old = await find(trueAt({ room: 'a' }, 90, 60, 45, 30, 15, 0));
  expect([now - old.since, isDue(old, now)]).toEqual([60, true]);
  const young = await find(trueAt({ room: 'a' }, 90, 75, 45, 30, 15, 0));
  expect([now - young.since, isDue(young, now)]).toEqual([45, false]);
});

test('the expression is asked as it is, a little further back than the rule waits', async () => {
  const { asked } = await find();
  expect(asked).toEqual([['t > 80', now - 90, now, 15]]);
});

test('what is not true any more begins now, as does what waits for nothing', async () => {
  expect((await find(trueAt({ room: 'a' }, 60, 45, 30))).since).toBe(now);
  const queryRange = async () => [];
  expect((await findOnset({ queryRange }, instant, { labels }, now)).since).toBe(now);
});

test('the result behind an alert is known by the labels that the rule does not set', async () => {
  const { since } = await find(trueAt({ room: 'b' }, 15, 0), trueAt({ room: 'a', severity: 'x' }, 30, 15, 0));
  expect(now - since).toBe(30);
});

test('Prometheus went down 2 s before the wait was over, or now when it is not', () => {
  expect(forState([{ rule, labels: { alertname: 'Hot', room: 'a' }, since: now - 300 }], now)).toBe(
    `ALERTS_FOR_STATE{alertname="Hot",room="a"} ${now - 300} ${now - 242}\n# EOF\n`,
  );
  expect(forState([{ rule, labels: {}, since: now - 30 }], now)).toContain(` ${now - 30} ${now}\n`);
});
