import { expect, it } from 'vitest';
import type { DeliveredAlert } from '../api/alertmanager.ts';
import type { Labels } from '../api/prometheus.ts';
import { currentAlerts, groupAlerts } from './current.ts';
import type { RuleAlert } from './rules.ts';
import { makeRule } from './testing/rule.ts';

const found = (labels: Labels, state: RuleAlert['state'] = 'firing'): RuleAlert => ({
  labels: { alertname: 'Hot', severity: 'critical', ...labels },
  annotations: {},
  state,
  activeAt: '2026-01-01T00:00:00Z',
});

const delivered = (labels: Labels, status: Partial<DeliveredAlert['status']> = {}, more = {}): DeliveredAlert => ({
  fingerprint: JSON.stringify(labels),
  labels: { alertname: 'Hot', severity: 'critical', ...labels },
  annotations: {},
  startsAt: '2026-01-01T00:05:00Z',
  receivers: [{ name: 'slack-critical' }],
  status: { state: 'active', silencedBy: [], inhibitedBy: [], ...status },
  ...more,
});

it('an alert that both have is one, with the state that Alertmanager gave it', () => {
  const rule = makeRule({ alerts: [found({ key_id: 'a' }), found({ key_id: 'b' }), found({ key_id: 'c' })] });
  const alerts = currentAlerts(
    [rule],
    [
      delivered({ key_id: 'a' }),
      delivered({ key_id: 'b' }, { state: 'suppressed', silencedBy: ['1'] }),
      delivered({ key_id: 'c' }, { state: 'suppressed', inhibitedBy: ['2'] }),
    ],
  );
  expect(alerts.map(({ labels, standing }) => [labels['key_id'], standing])).toEqual([
    ['a', 'firing'],
    ['b', 'silenced'],
    ['c', 'inhibited'],
  ]);
  expect(alerts[0]).toMatchObject({ expr: rule.query, hasRule: true, delivered: { fingerprint: '{"key_id":"a"}' } });
});

it('labels that Prometheus adds on the way to Alertmanager make no second alert', () => {
  const alerts = currentAlerts(
    [makeRule({ alerts: [found({ key_id: 'a' })] })],
    [delivered({ key_id: 'a', cluster: 'west' })],
  );
  expect(alerts.map((alert) => alert.delivered?.labels['cluster'])).toEqual(['west']);
});

it('a drill that another program sent stands beside the real alert of the same labels', () => {
  const alerts = currentAlerts(
    [makeRule({ alerts: [found({ key_id: 'a' })] })],
    [delivered({ key_id: 'a', drill: 'true' }, {}, { generatorURL: 'http://prometheus/graph?g0.expr=up+%3D%3D+0' })],
  );
  expect(alerts.map(({ hasRule, expr }) => [hasRule, expr])).toEqual([
    [true, 'vector(1)'],
    [false, 'up == 0'],
  ]);
});

it('a pending alert has reached nobody, whatever Alertmanager still holds of it', () => {
  const [alert, ...others] = currentAlerts([makeRule({ alerts: [found({}, 'pending')] })], [delivered({})]);
  expect(alert).toMatchObject({ standing: 'pending', delivered: undefined });
  expect(others).toEqual([]);
});

it('each of the two is shown without the other', () => {
  expect(currentAlerts([makeRule({ alerts: [found({})] })], undefined)).toHaveLength(1);
  expect(currentAlerts(undefined, [delivered({}), delivered({ key_id: 'a' })])).toHaveLength(2);
});

it('the heartbeat is no alert for people', () => {
  const labels = { alertname: 'Watchdog', severity: 'none' };
  expect(currentAlerts([makeRule({ alerts: [found(labels)] })], [delivered(labels)])).toEqual([]);
});

it('alerts of one name and severity are a group, the urgent groups first and drills behind what is real', () => {
  const groups = groupAlerts(
    currentAlerts(
      [],
      [
        delivered({ alertname: 'Silent' }, { silencedBy: ['1'] }),
        delivered({ alertname: 'Cold', severity: 'info' }),
        delivered({ alertname: 'Drilled', drill: 'true' }),
        delivered({ alertname: 'Hot', severity: 'warning' }),
        delivered({ key_id: 'a' }, { silencedBy: ['1'] }),
        delivered({ key_id: 'b' }, {}, { startsAt: '2026-01-01T00:00:00Z' }),
      ],
    ),
  );
  expect(groups.map(({ name, severity, standing, isDrill }) => [name, severity, standing, isDrill])).toEqual([
    ['Hot', 'critical', 'firing', false],
    ['Hot', 'warning', 'firing', false],
    ['Cold', 'info', 'firing', false],
    ['Drilled', 'critical', 'firing', true],
    ['Silent', 'critical', 'silenced', false],
  ]);
  expect(groups[0]?.alerts.map(({ labels }) => labels['key_id'])).toEqual(['b', 'a']);
});
