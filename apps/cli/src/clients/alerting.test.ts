import { Secret } from '@switchgear/config';
import { expect, test } from 'vitest';
import { CliError } from '../errors.ts';
import { startStandIn } from '../test-alerts/testing/stand-in.ts';
import { freePort } from '../testing/fake-spec.ts';
import { readAlerts } from './alerting.ts';
import { ConsoleClient } from './console.ts';

const times = { annotations: {}, generatorURL: '', startsAt: '2026-03-10T12:00:00Z', endsAt: '2026-03-10T12:15:00Z' };

test('alerts come most severe first, Watchdog not at all, each with what it is about', async () => {
  const { standIn, platform, url } = await startStandIn();
  standIn.alerts.push(
    { ...times, labels: { alertname: 'Watchdog', severity: 'none' } },
    {
      ...times,
      labels: { alertname: 'CircuitBreakerOpened', severity: 'info', provider: 'deepseek', key_id: 'deepseek-1' },
    },
    {
      ...times,
      labels: { alertname: 'HighCPUUsage', severity: 'critical', instance: 'a:1', drill: 'true' },
      state: 'suppressed',
    },
  );
  standIn.lastHeartbeat = '2026-03-10T12:00:00Z';
  expect(await readAlerts(platform.config, 'inbox', () => url)).toMatchObject({
    notifications_go_to: 'inbox',
    firing: [
      { name: 'HighCPUUsage', severity: 'critical', about: 'a:1', drill: true, held_back: true },
      { name: 'CircuitBreakerOpened', severity: 'info', about: 'deepseek-1', drill: false, held_back: false },
    ],
    last_heartbeat: '2026-03-10T12:00:00Z',
    notifications: [],
    unreachable: [],
  });
});

test('what is away is said, and the rest is still told', async () => {
  const { platform, url } = await startStandIn();
  const gone = `http://127.0.0.1:${await freePort()}`;
  const report = await readAlerts(platform.config, 'inbox', (name) => (name === 'alertmanager' ? gone : url));
  expect(report).toMatchObject({
    notifications: [],
    unreachable: [expect.stringContaining(`Alertmanager does not answer at ${gone}`)],
  });
  expect(report).not.toHaveProperty('firing');
  const nothing = await readAlerts(undefined, 'inbox', (name) => {
    throw new CliError('not_running', `${name} has no process now`);
  });
  expect(nothing.unreachable).toEqual(['alertmanager has no process now', 'console has no process now']);
});

test('where notifications go to Slack, it is told how many were sent and how many failed', async () => {
  const { standIn, platform, url } = await startStandIn();
  standIn.metrics = [
    'alertmanager_notifications_total{integration="slack"} 7',
    'alertmanager_notifications_total{integration="webhook"} 90',
    'alertmanager_notifications_failed_total{integration="slack",reason="other"} 2',
  ].join('\n');
  expect(await readAlerts(platform.config, 'slack', () => url)).toMatchObject({
    notifications_go_to: 'slack',
    slack: { sent: 7, failed: 2 },
  });
  expect(await readAlerts(platform.config, 'inbox', () => url)).not.toHaveProperty('slack');
});

test('the console is told its password, and no other address is', async () => {
  const { standIn, platform, url } = await startStandIn();
  const config = { ...platform.config, console: { ...platform.config.console, token: new Secret('let-me-in') } };
  const other = await startStandIn();
  const seen = await Promise.all([
    passwordSeenBy(standIn, () => new ConsoleClient(config, url).inbox(5)),
    passwordSeenBy(other.standIn, () => new ConsoleClient(config, url).statusOf(`${other.url}/d/circuit-breaker`)),
  ]);
  expect(seen).toEqual([`Basic ${btoa('switchgear:let-me-in')}`, undefined]);
});

async function passwordSeenBy(
  standIn: Awaited<ReturnType<typeof startStandIn>>['standIn'],
  call: () => Promise<unknown>,
) {
  let seen: string | undefined;
  standIn.onRequest = (_request, headers) => {
    seen = headers.authorization;
  };
  await call();
  return seen;
}
