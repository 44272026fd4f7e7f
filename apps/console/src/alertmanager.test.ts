import { expect, it, vi } from 'vitest';
import { startAlertmanager } from './testing/alertmanager.ts';
import { startConsole } from './testing/start.ts';

/** What the shipped receivers use of Slack's format. */
const configFor = (url: string) => `
route:
  receiver: slack
  group_by: [alertname]
  group_wait: 10ms
  group_interval: 100ms
  routes: [{ receiver: heartbeat, matchers: [alertname="Watchdog"] }]
receivers:
  - name: slack
    slack_configs:
      - api_url: ${url}/inbox/slack
        channel: '#alerts-critical'
        send_resolved: true
        fields: [{ title: provider, value: '{{ .CommonLabels.provider }}' }]
        actions: [{ type: button, text: Runbook, url: '${url}/runbooks/{{ .CommonLabels.alertname }}' }]
  - name: heartbeat
    webhook_configs: [{ url: ${url}/inbox/heartbeat }]
`;

const post = (url: string, alert: object) =>
  fetch(`${url}/api/v2/alerts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([alert]),
  });

it('a real Alertmanager brings its notifications and heartbeats, and takes a silence that keeps them away', async () => {
  const inbox = await startConsole();
  const alertmanager = await startAlertmanager(configFor(inbox.url));
  const labels = { alertname: 'DeepSeekAPIDown', provider: 'deep"seek\\' };
  await post(alertmanager, { labels: { alertname: 'Watchdog' } });
  await post(alertmanager, { labels });
  await vi.waitFor(async () => {
    const { notifications, last_heartbeat: heartbeat } = await inbox.inbox();
    expect(heartbeat).toMatch(/^\d{4}-/);
    expect(notifications).toMatchObject([
      {
        channel: '#alerts-critical',
        status: 'firing',
        title: expect.stringMatching(/^\[FIRING:1\] DeepSeekAPIDown/),
        text: expect.stringContaining('provider: deep"seek\\'),
        color: 'danger',
        links: [{ text: 'Runbook', url: `${inbox.url}/runbooks/DeepSeekAPIDown` }],
      },
    ]);
  }, 10_000);
  await post(alertmanager, { labels, endsAt: new Date().toISOString() });
  await vi.waitFor(
    async () => expect((await inbox.inbox()).notifications[0]).toMatchObject({ status: 'resolved' }),
    10_000,
  );

  const { url, ask } = await startConsole({ alertmanagerApi: alertmanager });
  const filter = String.raw`{alertname="DeepSeekAPIDown",provider="deep\"seek\\",drill!="true",key_id!~"x.+"}`;
  const body = JSON.stringify({ filter, duration: '1h', reason: 'known' });
  const [status, answer] = await ask('/api/v1/silences', { method: 'POST', headers: { origin: url }, body });
  const { id } = answer as { id: string };
  expect([status, id]).toEqual([201, expect.stringMatching(/^[0-9a-f-]{36}$/)]);
  const silence: unknown = await (await fetch(`${alertmanager}/api/v2/silence/${id}`)).json();
  expect(silence).toMatchObject({ status: { state: 'active' }, createdBy: 'console', comment: 'known' });
  await post(alertmanager, { labels });
  await vi.waitFor(async () => {
    const alerts = (await (
      await fetch(`${alertmanager}/api/v2/alerts?silenced=true&active=false`)
    ).json()) as unknown[];
    expect(alerts).toMatchObject([{ labels, status: { silencedBy: [id] } }]);
  }, 10_000);
  expect((await inbox.inbox()).notifications).toHaveLength(2);
});

it('a real Alertmanager that refuses a silence is quoted, with what to do', async () => {
  const alertmanagerApi = await startAlertmanager(configFor('http://127.0.0.1:9'));
  const { url, request } = await startConsole({ alertmanagerApi });
  const refusalOf = async (filter: string) => {
    const body = JSON.stringify({ filter, duration: '1h', reason: 'r' });
    const answer = await request('/api/v1/silences', { method: 'POST', headers: { origin: url }, body });
    expect(answer.status).toBe(502);
    return answer.text();
  };
  expect(await refusalOf('{a=""}')).toMatch(/answered 400: .*empty.* Change the matchers/);
  expect(await refusalOf('{a=~"("}')).toMatch(/answered 400: .* Change the matchers/);
});
