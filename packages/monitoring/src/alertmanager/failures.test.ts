import { writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { describe, expect, test, vi } from 'vitest';
import { type Alertmanager, type PostedAlert, startAlertmanager } from './testing/alertmanager.ts';
import { startInbox } from './testing/inbox.ts';

/** Attempts that failed, at once. */
const requests = 'alertmanager_notification_requests_failed_total{integration="slack"}';
/** Notifications given up; where another attempt may help, only after the group interval, 10 s at least. */
const notifications = 'alertmanager_notifications_failed_total{integration="slack"}';
const alert: PostedAlert = { labels: { alertname: 'HighCPUUsage', severity: 'critical' } };
const metaAlert: PostedAlert = {
  labels: { alertname: 'AlertmanagerNotificationsFailing', severity: 'critical', component: 'monitoring' },
};

async function refused(status: number): Promise<Alertmanager> {
  const slack = await startInbox((response: ServerResponse) => response.writeHead(status).end('no_team'));
  return await startAlertmanager({ slackUrl: `${slack.url}/slack` });
}

describe('Slack', () => {
  test.each([
    ['that answers 404', () => refused(404), notifications, 'unexpected status code 404: no_team'],
    ['that answers 429', () => refused(429), notifications, 'unexpected status code 429: no_team'],
    ['that answers 500', () => refused(500), requests, 'unexpected status code 500: no_team'],
    ['without a file', () => startAlertmanager({}), notifications, 'no such file or directory'],
    ['with an empty file', () => startAlertmanager({ slackUrl: '' }), requests, 'unsupported protocol scheme'],
    ['with a wrong file', () => startAlertmanager({ slackUrl: 'YOUR/WEBHOOK/URL' }), requests, 'unsupported protocol'],
  ])('%s is counted and logged as failing', async (_what, start, series, logged) => {
    const alertmanager = await start();
    expect([await alertmanager.metric(requests), await alertmanager.metric(notifications)]).toEqual([0, 0]);
    await alertmanager.post(alert);
    await vi.waitFor(async () => expect(await alertmanager.metric(series)).toBeGreaterThan(0), 5000);
    expect(alertmanager.log()).toContain(logged);
  });

  test('gets what it missed once its file is mended, without a restart', async () => {
    const inbox = await startInbox();
    const alertmanager = await startAlertmanager({});
    await alertmanager.post(alert);
    await vi.waitFor(async () => expect(await alertmanager.metric(notifications)).toBeGreaterThan(0), 5000);
    writeFileSync(alertmanager.slackUrlFile, `${inbox.url}/slack\n`);
    await vi.waitFor(() => expect(inbox.messages).toHaveLength(1), 5000);
  });
});

test('an alert about broken notifications reaches the inbox past a broken Slack', async () => {
  const inbox = await startInbox();
  const alertmanager = await startAlertmanager({ inboxUrl: inbox.url });
  await alertmanager.post(metaAlert);
  await vi.waitFor(() => expect(inbox.messages).toHaveLength(1), 5000);
  expect(inbox.messages[0]).toMatchObject({ channel: '#inbox', title: '[FIRING:1] AlertmanagerNotificationsFailing' });
});
