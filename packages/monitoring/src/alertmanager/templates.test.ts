import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { slackFaults } from './slack-faults.ts';
import { type PostedAlert, startAlertmanager } from './testing/alertmanager.ts';
import { type Inbox, type Message, startInbox } from './testing/inbox.ts';

const allOpen: PostedAlert = {
  labels: {
    alertname: 'AllKeysCircuitBreakerOpen',
    severity: 'critical',
    component: 'gateway',
    service: 'llm-api',
    resource: 'keys',
    provider: 'deepseek',
  },
  annotations: {
    summary: 'No key of a provider can take calls.',
    description: 'deepseek: 3 of 3 keys are open.',
    runbook_url: 'http://console.example/runbooks/AllKeysCircuitBreakerOpen',
    dashboard_url: 'http://dashboards.example/d/circuit-breaker',
  },
  generatorURL: 'http://prometheus.example/graph?g0.expr=up+%3D%3D+0&g0.tab=1',
  startsAt: '2026-01-02T03:04:05Z',
};

const drill: PostedAlert = { ...allOpen, labels: { ...allOpen.labels, drill: 'true' } };

async function start(): Promise<{ inbox: Inbox; post: (...alerts: PostedAlert[]) => Promise<void> }> {
  const inbox = await startInbox();
  const { post } = await startAlertmanager({ inboxUrl: inbox.url, slackUrl: `${inbox.url}/services/slack` });
  return { inbox, post };
}

/** The only message about some alerts, which breaks no limit. */
async function messageAbout(...alerts: PostedAlert[]): Promise<Message> {
  const { inbox, post } = await start();
  await post(...alerts);
  return await nth(inbox, 0);
}

function nth(inbox: Inbox, index: number): Promise<Message> {
  return told(inbox, () => inbox.messages[index]);
}

/** Of many alerts, the first message may be about those alone that had come by then. */
function telling(inbox: Inbox, text: RegExp): Promise<Message> {
  return told(inbox, () => inbox.messages.find((message) => text.test(message.text)));
}

async function told(inbox: Inbox, find: () => Message | undefined): Promise<Message> {
  const message = await vi.waitFor(() => {
    const found = find();
    if (found === undefined) throw new Error(`not among ${inbox.messages.map(({ title }) => title).join(', ')}`);
    return found;
  }, 10_000);
  expect(slackFaults(message.payload)).toEqual([]);
  expect(JSON.stringify(message.payload)).not.toContain('<no value>');
  return message;
}

function keys(count: number, description: string): PostedAlert[] {
  return Array.from({ length: count }, (_, index) => ({
    labels: { ...allOpen.labels, alertname: 'CircuitBreakerOpened', key_id: `key-${index}` },
    annotations: { ...allOpen.annotations, description: `key-${index} ${description}` },
  }));
}

test('a firing alert tells what, since when, and where to go on', async () => {
  expect(await messageAbout(allOpen)).toMatchObject({
    channel: '#alerts-critical',
    title: '[FIRING:1] AllKeysCircuitBreakerOpen deepseek',
    text: 'No key of a provider can take calls.\n• deepseek: 3 of 3 keys are open. (since 2026-01-02 03:04:05 UTC)',
    fallback: '[FIRING:1] AllKeysCircuitBreakerOpen deepseek: No key of a provider can take calls.',
    footer: 'component=gateway, provider=deepseek',
    buttons: {
      Runbook: allOpen.annotations?.['runbook_url'],
      Dashboard: allOpen.annotations?.['dashboard_url'],
      Query: allOpen.generatorURL,
      Silence: `http://console.example/silences/new?filter=${encodeURIComponent(
        '{alertname="AllKeysCircuitBreakerOpen",provider="deepseek",component="gateway"}',
      )}`,
    },
  });
});

test('the end of an alert is told in another colour, with how long it lasted', async () => {
  const { inbox, post } = await start();
  await post(allOpen);
  const firing = await nth(inbox, 0);
  await post({ ...allOpen, endsAt: '2026-01-02T04:34:06Z' });
  const resolved = await nth(inbox, 1);
  expect(resolved).toMatchObject({
    channel: '#alerts-critical',
    title: '[RESOLVED] AllKeysCircuitBreakerOpen deepseek',
  });
  expect(resolved.text).toMatch(/ \(resolved 2026-01-02 04:34:06 UTC, after 1h30m1s\)$/);
  expect(resolved.color).not.toBe(firing.color);
});

test('a group of which a part has ended says which', async () => {
  const { inbox, post } = await start();
  const [ended, still] = keys(2, 'is open.');
  await post(ended as PostedAlert, still as PostedAlert);
  await nth(inbox, 0);
  await post({ ...(ended as PostedAlert), endsAt: new Date().toISOString() });
  const { title, text } = await nth(inbox, 1);
  expect(title).toContain('[FIRING:1]');
  expect(text).toMatch(/• key-1 is open\. \(since .*\nResolved:\n• key-0 is open\. \(resolved /);
});

test('each severity has a colour', async () => {
  const { inbox, post } = await start();
  await post(...['critical', 'warning', 'info'].map((severity) => ({ labels: { alertname: severity, severity } })));
  await nth(inbox, 2);
  expect(new Set(inbox.messages.map(({ color }) => color)).size).toBe(3);
});

describe('a drill', () => {
  test('says that it is none of a real incident', async () => {
    const { title, text, fallback } = await messageAbout(drill);
    for (const place of [title, text, fallback]) expect(place).toMatch(/^DRILL: not a real incident/);
  });

  test('offers a silence for itself alone', async () => {
    const { buttons } = await messageAbout(drill);
    expect(new URL(buttons['Silence'] ?? '').searchParams.get('filter')).toMatch(/,drill="true"}$/);
  });

  test('shares no message with a real alert', async () => {
    const { inbox, post } = await start();
    await post(allOpen, drill);
    await nth(inbox, 1);
    expect(inbox.messages.map(({ title }) => title.startsWith('DRILL')).sort()).toEqual([false, true]);
  });
});

describe('a group', () => {
  test('of 500 alerts shows ten and counts the others', async () => {
    const { inbox, post } = await start();
    await post(...keys(500, 'is open.'));
    const { title, text } = await telling(inbox, /\nand 490 more$/);
    expect(title).toBe('[FIRING:500] CircuitBreakerOpened deepseek');
    expect(text.match(/• key-/g)).toHaveLength(10);
  });

  test('of 500 long stories keeps within the limits, firing and ended', async () => {
    const { inbox, post } = await start();
    const alerts = keys(500, '<&> a long story '.repeat(200));
    await post(...alerts);
    await telling(inbox, /and 490 more$/);
    await post(...alerts.slice(250).map((alert) => ({ ...alert, endsAt: new Date().toISOString() })));
    await telling(inbox, /and 240 more\nResolved:\n(.*\n)+and 246 more$/);
  });
});

describe('whatever stands in labels and annotations', () => {
  const hostile = [
    '<!channel> & <b>"\'*_~`|',
    'a\nb\r\n\tc',
    '\\"{}%',
    '$1 $0{{ . }}',
    '&'.repeat(5000),
    '😀'.repeat(3000),
    'x'.repeat(5000),
  ];
  const texts = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'binary', maxLength: 2000 }));
  const labels = fc.record(
    { severity: texts, provider: texts, api: texts, key_id: texts, instance: texts, component: texts, other: texts },
    { requiredKeys: [] },
  );
  const annotations = fc.record(
    { summary: texts, description: texts, runbook_url: texts, dashboard_url: texts },
    { requiredKeys: [] },
  );

  test('breaks no limit of Slack', async () => {
    const alerts = fc.sample(fc.record({ labels, annotations, name: texts }), 60).map(({ name, ...alert }, index) => ({
      annotations: alert.annotations,
      labels: { ...alert.labels, alertname: `${index} ${name}` },
    }));
    const { inbox, post } = await start();
    await post(...alerts);
    for (const index of alerts.keys()) await nth(inbox, index);
  });

  test('is shown as it is, on one line', async () => {
    const description = 'a & b <!channel>\n*c* _d_ &amp; &#39;';
    const { text, payload } = await messageAbout({ ...allOpen, annotations: { description } });
    expect(payload).toMatchObject({ attachments: [{ mrkdwn_in: expect.not.arrayContaining(['text']) }] });
    expect(text).toContain('• a &amp; b &lt;!channel&gt; *c* _d_ &amp;amp; &amp;#39; (since');
  });

  test('is cut between escapes', async () => {
    const { text } = await messageAbout({ ...allOpen, annotations: { description: `x${'<'.repeat(600)}` } });
    expect(text).toContain(`• x${'&lt;'.repeat(249)}… (since`);
  });

  test('is matched exactly by the silence that the button fills in', async () => {
    const provider = 'a "b" \\ c\nd & é';
    const { buttons } = await messageAbout({ labels: { alertname: 'X', provider, key_id: 'k'.repeat(400) } });
    const filter = new URL(buttons['Silence'] ?? '').searchParams.get('filter');
    expect(filter).toBe('{alertname="X",provider="a \\"b\\" \\\\ c\\nd & é"}');
  });
});

test('an alert without annotations still says what it is, with four working buttons', async () => {
  const message = await messageAbout({ labels: { alertname: 'Bare', severity: 'warning', job: 'x', path: '/data' } });
  expect(message).toMatchObject({ title: '[FIRING:1] Bare', footer: 'path=/data' });
  expect(message.text).toMatch(/^Bare\n• path=\/data \(since /);
  expect(message.buttons).toMatchObject({
    Runbook: 'http://console.example/runbooks/Bare',
    Dashboard: 'http://dashboards.example',
    Query: `http://prometheus.example/graph?g0.expr=${encodeURIComponent('ALERTS{alertname="Bare"}')}&g0.tab=1`,
  });
});

test('an address too long for a button is replaced by a shorter one', async () => {
  const generatorURL = `http://prometheus.example/graph?g0.expr=${'x'.repeat(3000)}`;
  const { buttons } = await messageAbout({ ...allOpen, generatorURL });
  expect(buttons['Query']).toContain('ALERTS%7Balertname%3D%22AllKeysCircuitBreakerOpen%22%7D');
});

test('the heartbeat comes at once and reaches no person', async () => {
  const { inbox, post } = await start();
  await post({ labels: { alertname: 'Watchdog', severity: 'none', component: 'monitoring' } });
  await vi.waitFor(() => expect(inbox.paths).toContain('/inbox/heartbeat'), 5000);
  await post(allOpen);
  await nth(inbox, 0);
  expect(inbox.messages.map(({ title }) => title)).not.toContain('[FIRING:1] Watchdog');
});
