import { expect, test } from 'vitest';
import type { AlertsReport } from '../clients/alerting.ts';
import { alertSections } from './alerts.ts';
import { plain } from './style.ts';

const now = Date.parse('2026-03-10T12:00:00Z');
const before = (seconds: number) => new Date(now - seconds * 1000).toISOString();
const alert = {
  name: 'KeyQuarantined',
  severity: 'warning',
  about: 'deepseek-1',
  since: before(90),
  held_back: false,
  drill: false,
};
const quiet: AlertsReport = {
  notifications_go_to: 'inbox',
  firing: [],
  last_heartbeat: before(20),
  notifications: [],
  unreachable: [],
};
const shown = (report: AlertsReport, upSeconds = 3600) =>
  alertSections(report, now - upSeconds * 1000, now, (style, text) =>
    style === 'red' ? `<red>${text}` : plain(style, text),
  )
    .flat()
    .join('\n');

test('a quiet system says that alerts would arrive', () => {
  expect(shown(quiet)).toBe(
    'ALERTS\nNone fires.\nLast heartbeat 20 s ago: Prometheus, Alertmanager and console pass alerts on.\nThe inbox is empty.',
  );
});

test('what fires is counted by severity and listed with its age', () => {
  const firing = [
    { ...alert, name: 'AllKeysCircuitBreakerOpen', severity: 'critical' },
    alert,
    { ...alert, drill: true, held_back: true },
  ];
  const text = shown({ ...quiet, firing });
  expect(text).toContain('1 critical, 2 warning:');
  expect(text).toMatch(/warning +KeyQuarantined +deepseek-1 +1 min 30 s ago$/m);
  expect(text).toMatch(/1 min 30 s ago +drill, nobody is told/);
});

test('a long list is cut and says so', () => {
  const firing = Array.from({ length: 25 }, (_, index) => ({ ...alert, about: `deepseek-${index}` }));
  expect(shown({ ...quiet, firing })).toMatch(/deepseek-19 .*\nand 5 more\n/);
});

test('a heartbeat that is late or never came is red, in plain words, but not right after the start', () => {
  expect(shown({ ...quiet, last_heartbeat: before(420) })).toContain(
    '<red>No heartbeat for 7 min: alerts would not arrive.',
  );
  expect(shown({ ...quiet, last_heartbeat: null })).toContain(
    '<red>No heartbeat has ever come: alerts would not arrive.',
  );
  expect(shown({ ...quiet, last_heartbeat: null }, 60)).toContain(
    'No heartbeat yet; the first one comes within two minutes',
  );
});

test('the newest notifications are shown with age and channel', () => {
  const notification = {
    id: '1',
    received_at: before(30),
    channel: '#alerts-warning',
    status: 'firing',
    title: '[FIRING:1] KeyQuarantined deepseek-1',
    title_link: '',
    text: '',
    links: [],
  } as const;
  expect(shown({ ...quiet, notifications: [notification] })).toContain(
    'In the inbox:\n  30 s ago  [FIRING:1] KeyQuarantined deepseek-1  #alerts-warning',
  );
});

test('with Slack it says that notifications go there', () => {
  expect(shown({ ...quiet, notifications_go_to: 'slack' })).toContain('Notifications go to Slack');
});

test('what does not answer is said, and nothing is claimed of it', () => {
  const text = shown({
    notifications_go_to: 'inbox',
    unreachable: ['Alertmanager does not answer.', 'The console neither.'],
  });
  expect(text).toBe('ALERTS\nWhat fires is not known.\nAlertmanager does not answer.\nThe console neither.');
});

test('a heartbeat of an earlier run says nothing about this one', () => {
  expect(shown({ ...quiet, last_heartbeat: before(90) }, 30)).toContain('No heartbeat yet');
  expect(shown({ ...quiet, last_heartbeat: before(290) }, 280)).toContain('<red>No heartbeat for 4 min 50 s');
});

test('a heartbeat from the future says nothing', () => {
  expect(shown({ ...quiet, last_heartbeat: before(-3600) })).not.toContain('pass alerts on');
});

test('notifications that did not reach Slack are red', () => {
  const slack = { ...quiet, notifications_go_to: 'slack' } as const;
  expect(shown({ ...slack, slack: { sent: 0, failed: 0 } })).toContain('None was sent yet.');
  expect(shown({ ...slack, slack: { sent: 3, failed: 0 } })).toContain('3 sent, none failed.');
  expect(shown({ ...slack, slack: { sent: 3, failed: 2 } })).toContain('<red>2 of 3 did not reach Slack.');
});
