import { mkdirSync, readFileSync, symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startConsole } from '../testing/start.ts';

const refused = (message: unknown) => ({ error: { code: 'bad_request', message } });
const notification = (title: string) => ({ channel: '#alerts-critical', attachments: [{ title, text: 'Text.' }] });

describe('the inbox', () => {
  it('answers a notification as Slack does, once it is on disk', async () => {
    const console = await startConsole({ now: () => Date.UTC(2026, 0, 1) });
    const answer = await console.post('/inbox/slack', notification('[FIRING:1] A'));
    const file = join(console.stateDir, 'inbox', 'notifications.jsonl');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ title: '[FIRING:1] A' });
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([200, 'text/plain', 'ok']);
    expect(await console.inbox()).toEqual({
      last_heartbeat: null,
      notifications: [
        {
          id: String(Date.UTC(2026, 0, 1)),
          received_at: '2026-01-01T00:00:00.000Z',
          channel: '#alerts-critical',
          status: 'firing',
          title: '[FIRING:1] A',
          title_link: '',
          text: 'Text.',
          color: '',
          links: [],
        },
      ],
    });
  });

  it.each(['/inbox/slack', '/inbox/heartbeat'])('refuses at %s what is no JSON object, and logs it', async (path) => {
    const { ask, log } = await startConsole();
    for (const body of ['{', '', '[]', '"x"', 'null', 'payload=%7B%7D']) {
      expect(await ask(path, { method: 'POST', body })).toEqual([400, refused('invalid_payload')]);
    }
    expect(log().match(/refused a request: invalid_payload/g)).toHaveLength(6);
  });

  it.each(['/inbox/slack', '/inbox/heartbeat'])('logs at %s what is too long to be taken', async (path) => {
    const { post, log } = await startConsole();
    const send = async (length: number) => (await post(path, { status: 'firing', text: 'x'.repeat(length) })).status;
    expect([await send(255_000), await send(256_000)]).toEqual([200, 413]);
    expect(log()).toContain(`${path} refused a request: Request body is too large`);
  });

  it('refuses what nests too deep to be shown', async () => {
    const { ask } = await startConsole();
    const body = `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
    expect(await ask('/inbox/slack', { method: 'POST', body })).toEqual([400, refused('invalid_payload')]);
  });

  it.each([{ origin: 'http://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }])(
    'takes nothing from a page in a browser, which sends %j',
    async (headers) => {
      const { request, inbox } = await startConsole();
      const body = JSON.stringify({ text: 'a', status: 'firing' });
      for (const path of ['/inbox/slack', '/inbox/heartbeat']) {
        expect((await request(path, { method: 'POST', headers, body })).status).toBe(403);
      }
      expect(await inbox()).toEqual({ last_heartbeat: null, notifications: [] });
    },
  );

  it('pages by limit and id', async () => {
    const console = await startConsole();
    for (const title of ['a', 'b', 'c']) await console.post('/inbox/slack', notification(title));
    const titles = async (query: string) => (await console.inbox(query)).notifications.map(({ title }) => title);
    expect(await titles('')).toEqual(['c', 'b', 'a']);
    expect(await titles('?limit=2')).toEqual(['c', 'b']);
    const { notifications } = await console.inbox();
    expect(await titles(`?after=${notifications[1]?.id}`)).toEqual(['c']);
    for (const query of ['?limit=-1', '?limit=x', '?after=1.5', '?limit=1&limit=2']) {
      expect(await console.ask(`/api/v1/inbox${query}`)).toEqual([
        400,
        refused(expect.stringContaining('expected a whole number')),
      ]);
    }
  });

  it('shows a heartbeat, but not the end of one', async () => {
    let now = Date.UTC(2026, 0, 1);
    const console = await startConsole({ now: () => now });
    const beat = (status: string) => console.post('/inbox/heartbeat', { version: '4', status, alerts: [] });
    expect(await (await beat('firing')).text()).toBe('ok');
    now += 60_000;
    expect((await beat('resolved')).status).toBe(200);
    expect((await console.inbox()).last_heartbeat).toBe('2026-01-01T00:00:00.000Z');
  });

  it('on a full disk asks the sender to come again, and is not ready until it worked', async () => {
    const { stateDir, post, request, inbox, log } = await startConsole();
    const file = join(stateDir, 'inbox', 'notifications.jsonl');
    mkdirSync(join(stateDir, 'inbox'));
    symlinkSync('/dev/full', file);
    const answer = await post('/inbox/slack', notification('a'));
    expect([answer.status, await answer.text()]).toEqual([507, expect.stringContaining('is full (ENOSPC)')]);
    expect((await request('/ready')).status).toBe(503);
    expect(log()).toContain('is full (ENOSPC)');
    unlinkSync(file);
    await post('/inbox/slack', notification('b'));
    expect((await request('/ready')).status).toBe(200);
    expect((await inbox()).notifications.map(({ title }) => title)).toEqual(['b']);
  });

  it('hands on hostile titles and labels as text, and no address but those of the web', async () => {
    const { post, inbox } = await startConsole();
    const hostile = '"><script>alert(1)</script>';
    const actions = [
      { text: hostile, url: `http://x/${hostile}` },
      { text: 'no', url: 'javascript:alert(1)' },
    ];
    const attachment = { title: hostile, title_link: 'javascript:alert(1)', text: hostile, color: hostile, actions };
    await post('/inbox/slack', { channel: hostile, attachments: [attachment] });
    expect((await inbox()).notifications).toMatchObject([
      {
        channel: hostile,
        title: hostile,
        title_link: '',
        text: hostile,
        links: [{ text: hostile, url: `http://x/${hostile}` }],
      },
    ]);
  });
});
