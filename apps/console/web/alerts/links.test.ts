import { expect, it } from 'vitest';
import { parseMatchers } from '../../src/silences/matchers.ts';
import type { Labels } from '../api/prometheus.ts';
import { exploreLink, placeOf, silenceLink, subjectOf } from './links.ts';

const origins = ['http://localhost:3000', undefined, 'https://console.example'];

it.each([
  ['https://console.example/d/oven?from=now-1h#top', '/d/oven?from=now-1h#top'],
  ['http://localhost:3000/runbooks/Hot', '/runbooks/Hot'],
  ['http://prometheus.example/graph?g0.expr=up+%3D%3D+0&g0.tab=1', '/explore?expr=up+%3D%3D+0'],
  ['https://grafana.example/d/oven', 'https://grafana.example/d/oven'],
  ['javascript:alert(1)', undefined],
  ['data:text/html,x', undefined],
  ['/d/oven', undefined],
  ['', undefined],
])('the address %j leads to %j', (address, place) => {
  expect(placeOf(address, origins)).toBe(place);
});

it('a query survives the way to Explore', () => {
  const expr = 'rate(x{a="b&c+d"}[5m]) > 1 # %';
  expect(new URLSearchParams(exploreLink(expr).split('?')[1]).get('expr')).toBe(expr);
});

const matchersFor = (...alerts: Labels[]) => {
  const filter =
    new URL(silenceLink(alerts.map((labels) => ({ labels }))), 'http://x').searchParams.get('filter') ?? '';
  return parseMatchers(filter).map(({ name, value }) => `${name}=${value}`);
};

it('a silence is for what all alerts of a group have in common', () => {
  const common = { alertname: 'Hot', provider: 'deepseek', severity: 'critical', job: 'x' };
  expect(matchersFor({ ...common, key_id: 'a' })).toEqual(['alertname=Hot', 'provider=deepseek', 'key_id=a']);
  expect(matchersFor({ ...common, key_id: 'a' }, { ...common, key_id: 'b' })).toEqual([
    'alertname=Hot',
    'provider=deepseek',
  ]);
  expect(matchersFor({ ...common, drill: 'true' })).toContain('drill=true');
});

it('the server reads any label value as it was', () => {
  const hostile = 'a"b\\c\n{d},e=~"f&g#h+i%20';
  expect(matchersFor({ alertname: 'Hot', instance: hostile })).toEqual(['alertname=Hot', `instance=${hostile}`]);
});

it('the labels that matter most come first, and what is said elsewhere is left out', () => {
  const labels = { severity: 'info', zone: '1', component: 'gateway', alertname: 'Hot', key_id: 'a', provider: 'p' };
  expect(subjectOf(labels).map(([name]) => name)).toEqual(['provider', 'key_id', 'component', 'zone']);
});
