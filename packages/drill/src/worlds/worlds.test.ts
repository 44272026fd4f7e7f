import { catalogue, type MetricDefinition } from '@switchgear/telemetry';
import { expect, test } from 'vitest';
import { parseExpectation } from '../rules/expectation.ts';
import { expand } from '../series/expand.ts';
import { serviceAlerts, specification } from './specification.ts';
import { worlds } from './worlds.ts';

const now = 1_800_000_000;
const metrics: Readonly<Record<string, MetricDefinition>> = catalogue;
const ofTargets = ['job', 'instance', 'component'];

test('the contract has 41 alerts, and each of them is delivered in some world', () => {
  expect(serviceAlerts).toHaveLength(41);
  const entries = worlds.flatMap(({ expected }) => expected.map((entry) => parseExpectation(entry).labels));
  const unproven = specification.filter(
    ([alert, severity]) =>
      !entries.some((labels) => labels['alertname'] === alert && (labels['severity'] ?? severity) === severity),
  );
  expect(unproven).toEqual([]);
});

test.each(worlds.map((world) => [world.name, world] as const))('%s shows what programs really expose', (_, world) => {
  for (const [series, notation] of Object.entries(world.series(now))) {
    const [, name = '', pairs = ''] = /^(\w+)\{(.*)\}$/.exec(series) ?? [];
    const labels = [...pairs.matchAll(/(\w+)="([^"]*)"/g)].map(([, label = '', value = '']) => [label, value] as const);
    const own = labels.filter(([label]) => !ofTargets.includes(label));
    expect(world.intervalSeconds * expand(notation).length, series).toBeGreaterThanOrEqual(7200);
    if (/^(?:up|ALERTS|prometheus_|alertmanager_)/.test(name)) continue;
    const base = name in metrics ? name : name.replace(/_(?:bucket|count|sum)$/, '');
    const { labels: known = [], closed = {}, buckets } = metrics[base] ?? {};
    expect(metrics[base], series).toBeDefined();
    const le = name.endsWith('_bucket') ? ['le'] : [];
    expect(own.map(([label]) => label).toSorted(), series).toEqual([...known, ...le].toSorted());
    for (const [label, value] of own) {
      if (label === 'le') expect([...(buckets ?? []), '+Inf'].map(String), series).toContain(value);
      else if (label in closed) expect(closed[label], series).toContain(value);
    }
    expect(
      labels.map(([label]) => label),
      series,
    ).toEqual(expect.arrayContaining(ofTargets));
  }
});

test('counters only grow, or start again at 0', () => {
  for (const { name, series } of worlds) {
    for (const [key, notation] of Object.entries(series(now))) {
      const [metric = ''] = key.split('{');
      if (metrics[metric]?.type === 'gauge' || !/_(?:total|bucket|count|sum)$/.test(metric)) continue;
      const samples = expand(notation).filter((sample) => sample !== null);
      const shrinks = samples.filter((sample, at) => sample < (samples[at - 1] ?? 0) && sample !== 0);
      expect(shrinks, `${name}: ${key}`).toEqual([]);
    }
  }
});
