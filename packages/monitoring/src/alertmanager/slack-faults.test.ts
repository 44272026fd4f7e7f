import { expect, test } from 'vitest';
import { slackFaults } from './slack-faults.ts';

const button = { type: 'button', text: 'Runbook', url: 'http://console.example/runbooks/X?a=1&b=2' };
const attachment = {
  title: 'A &amp; B',
  title_link: 'https://console.example/',
  text: 'all is <https://console.example/?a=1&b=2|well> &lt;here&gt;',
  fallback: 'A',
  color: '#2eb67d',
  footer: 'a=1',
  fields: [{ title: 'Since', value: 'now', short: true }],
  actions: [button],
};

function withAttachment(changes: object): object {
  return { channel: '#alerts-info', attachments: [{ ...attachment, ...changes }] };
}

test.each([
  ['an attachment with everything', withAttachment({})],
  ['a named colour', withAttachment({ color: 'danger' })],
  ['an attachment with text alone', { attachments: [{ text: 'a' }] }],
  ['text alone', { text: 'a' }],
  ['characters outside the basic plane, counted once', { text: '😀'.repeat(4000) }],
])('finds no fault in %s', (_what, payload) => {
  expect(slackFaults(payload)).toEqual([]);
});

test.each<[string, unknown, string]>([
  ['no object', 'payload', 'invalid_payload'],
  ['nothing to show', { channel: '#a' }, 'no_text'],
  ['attachments that are no list', { attachments: {} }, 'attachments: no list'],
  ['an attachment that is no object', { attachments: ['a'] }, 'attachments[0]: no JSON object'],
  ['too many attachments', { attachments: Array(21).fill(attachment) }, 'attachments: 21, at most 20'],
  ['a long text', { text: 'x'.repeat(4001) }, 'text: 4001 characters, at most 4000'],
  ['a text that is none', { text: 5 }, 'text: no text'],
  ['a long title', withAttachment({ title: 'x'.repeat(1025) }), 'attachments[0].title: 1025 characters'],
  ['a long attachment', withAttachment({ text: 'x'.repeat(4001) }), 'attachments[0].text: 4001 characters'],
  ['a long footer', withAttachment({ footer: 'x'.repeat(301) }), 'attachments[0].footer: 301 characters'],
  ['no fallback', withAttachment({ fallback: '', text: '' }), 'attachments[0]: neither fallback nor text'],
  ['a colour that is none', withAttachment({ color: 'red' }), 'attachments[0].color: "red"'],
  ['a link that is none', withAttachment({ title_link: '/runbooks' }), 'attachments[0].title_link: "/runbooks"'],
  ['a raw ampersand', withAttachment({ title: 'A & B' }), 'attachments[0].title: "& B" is not escaped'],
  ['another entity', withAttachment({ text: '&#39;' }), 'attachments[0].text: "&#39;" is not escaped'],
  ['a mention', withAttachment({ text: '<!channel>' }), 'attachments[0].text: "<" is not escaped'],
  ['a raw bracket', withAttachment({ fallback: 'a > b' }), 'attachments[0].fallback: ">" is not escaped'],
  ['a raw field', withAttachment({ fields: [{ title: 'a', value: '<' }] }), 'attachments[0].fields[0]: "<"'],
  ['too many buttons', withAttachment({ actions: Array(6).fill(button) }), 'attachments[0].actions: 6, at most 5'],
  ['a button of no kind', withAttachment({ actions: [{ ...button, type: 'link' }] }), 'actions[0].type: "link"'],
  ['a button without text', withAttachment({ actions: [{ ...button, text: '' }] }), 'actions[0].text: missing'],
  ['a long button', withAttachment({ actions: [{ ...button, text: 'x'.repeat(31) }] }), 'actions[0].text: 31'],
  [
    'a button to nowhere',
    withAttachment({ actions: [{ ...button, url: '' }] }),
    'actions[0].url: "" is no web address',
  ],
  ['a button with a blank', withAttachment({ actions: [{ ...button, url: 'http://a/b c' }] }), 'is no web address'],
  [
    'a long address',
    withAttachment({ actions: [{ ...button, url: `http://a/${'x'.repeat(3000)}` }] }),
    'actions[0].url: 3009 characters, at most 3000',
  ],
])('finds %s', (_what, payload, fault) => {
  const faults = slackFaults(payload);
  expect(faults.filter((each) => each.includes(fault))).toHaveLength(1);
});
