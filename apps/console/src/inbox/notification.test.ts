import { describe, expect, it } from 'vitest';
import { readMessage } from './notification.ts';

describe('a notification', () => {
  it('is what Alertmanager sends to Slack', () => {
    const payload = {
      channel: '#alerts-critical',
      username: 'Alertmanager',
      attachments: [
        {
          title: '[FIRING:1] DeepSeekAPIDown',
          title_link: 'http://c/runbooks/DeepSeekAPIDown',
          pretext: 'Before',
          text: 'No call &lt;succeeds&gt; &amp;amp;',
          fallback: 'not shown',
          color: '#e01e5a',
          fields: [{ title: 'provider', value: 'deepseek' }],
          actions: [{ type: 'button', text: 'Runbook', url: 'http://c/runbooks/DeepSeekAPIDown' }],
        },
      ],
    };
    expect(readMessage(payload)).toEqual({
      channel: '#alerts-critical',
      status: 'firing',
      title: '[FIRING:1] DeepSeekAPIDown',
      title_link: 'http://c/runbooks/DeepSeekAPIDown',
      text: 'Before\n\nNo call <succeeds> &amp;\n\nprovider: deepseek',
      color: '#e01e5a',
      links: [{ text: 'Runbook', url: 'http://c/runbooks/DeepSeekAPIDown' }],
    });
  });

  it.each([
    ['[FIRING:12] A', 'firing'],
    ['[RESOLVED] A', 'resolved'],
    ['DRILL: not a real incident [FIRING:1] A', 'firing'],
    ['A [FIRING:1]', 'other'],
    ['[FIRING] A', 'other'],
    ['', 'other'],
  ])('with the title %j is %s', (title, status) => {
    expect(readMessage({ attachments: [{ title }] }).status).toBe(status);
  });

  it('is kept whole when it has several attachments, or none', () => {
    const several = readMessage({
      text: 'a',
      attachments: [
        { title: 'T', text: 'b' },
        { title: 'U', text: 'c' },
      ],
    });
    expect([several.title, several.text]).toEqual(['T', 'a\n\nb\n\nc']);
    expect(readMessage({ text: 'One\nTwo' })).toMatchObject({ title: 'One', text: 'One\nTwo', links: [] });
    expect(readMessage({ attachments: [{ fallback: 'Only this' }] }).text).toBe('Only this');
  });

  it.each([[{}], [{ blocks: [1] }], [{ text: 5, attachments: 'x', channel: null }], [{ attachments: [null, [], 7] }]])(
    'that says nothing Slack knows is shown as it came: %j',
    (payload) => {
      expect(readMessage(payload)).toMatchObject({ title: '', text: JSON.stringify(payload), status: 'other' });
    },
  );

  it('leads only to the web', () => {
    const actions = ['javascript:alert(1)', '/x', 'data:,x', `http://x/${'y'.repeat(3000)}`, 5].map((url) => ({ url }));
    const { title_link, links } = readMessage({ attachments: [{ title_link: 'javascript:alert(1)', actions }] });
    expect([title_link, links]).toEqual(['', []]);
    const many = Array.from({ length: 30 }, () => ({ url: 'https://x' }));
    expect(readMessage({ attachments: [{ actions: many }] }).links).toHaveLength(5);
  });

  it('is cut off field by field, and says so', () => {
    const long = 'x'.repeat(9000);
    const actions = [{ text: long, url: 'http://x' }, { url: `http://${'x'.repeat(2000)}` }];
    const attachments = [{ title: long, title_link: `http://x/${long}`, text: long, color: long, actions }];
    const message = readMessage({ channel: long, attachments });
    expect(message.text).toBe(`${'x'.repeat(7999)}…`);
    expect([message.title.length, message.channel.length, message.color.length]).toEqual([1024, 100, 100]);
    expect(message.title_link).toBe('');
    expect(message.links.map(({ text, url }) => [text.length, url.length])).toEqual([
      [100, 8],
      [100, 2007],
    ]);
  });
});
