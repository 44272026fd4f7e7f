import { expect, test } from 'vitest';
import { isAbout, readMessage } from './message.ts';

const actions = ['Runbook', 'Dashboard', 'Query', 'Silence'].map((text) => ({
  type: 'button',
  text,
  url: `http://x/${text}`,
}));
const body = (title: string, more: object = { actions }) =>
  JSON.stringify({
    channel: '#alerts-critical',
    attachments: [{ title, text: 'It is hot.', fallback: 'Hot', ...more }],
  });

test('a message of our templates says channel, alert, status and links', () => {
  const message = readMessage('application/json', body('[FIRING:2] Hot oven'));
  expect(message).toMatchObject({ channel: '#alerts-critical', subject: 'Hot oven', status: 'firing', faults: [] });
  expect(message.buttons['Runbook']).toBe('http://x/Runbook');
  expect(readMessage('application/json', body('[RESOLVED] Hot')).status).toBe('resolved');
});

test('an alert is recognized by its whole name', () => {
  const message = readMessage('application/json', body('[FIRING:1] Hot oven'));
  expect([isAbout(message, 'Hot'), isAbout(message, 'Hot oven'), isAbout(message, 'Ho')]).toEqual([true, true, false]);
});

test.each([
  ['application/json', body('Hot'), 'does not begin with [FIRING:n] or [RESOLVED] and the alert'],
  ['application/json', body('[FIRING:1] Hot', { actions: actions.slice(1) }), 'no button Runbook'],
  ['application/json', body('[FIRING:1] Hot', { actions, text: 'a'.repeat(5000) }), 'at most 4000'],
  ['application/json', '{', 'invalid_payload'],
  ['text/plain', body('[FIRING:1] Hot'), 'sent as text/plain'],
])('what Slack or a person could not read is a fault', (type, text, fault) => {
  expect(readMessage(type, text).faults.join('\n')).toContain(fault);
});
