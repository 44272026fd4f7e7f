import { describe, expect, it } from 'vitest';
import { links, startConsole } from './testing/start.ts';

const pages = [
  '/',
  '/dashboards',
  '/breakers',
  '/alerts',
  '/alerts/rules',
  '/explore',
  '/targets',
  '/runbooks',
  '/inbox',
  '/silences',
  '/silences/new?filter=x',
];
const nowhere = ['/d/none', '/runbooks/none', '/nothing', '/alerts/a/b'];
const inBrowser = { headers: { accept: 'text/html,*/*' } };

describe('a console', () => {
  it('runs beside another one without sharing an inbox', async () => {
    const [one, other] = await Promise.all([startConsole(), startConsole()]);
    await one.post('/inbox/slack', { text: 'Only here' });
    expect((await one.inbox()).notifications).toMatchObject([{ text: 'Only here' }]);
    expect((await other.inbox()).notifications).toEqual([]);
  });

  it('serves probes and metrics like every program', async () => {
    const { request } = await startConsole();
    const statuses = ['/health', '/ready', '/metrics'].map(async (path) => (await request(path)).status);
    expect(await Promise.all(statuses)).toEqual([200, 200, 200]);
  });

  it.each([...pages, ...nowhere])(
    'shows one page at %s, whose status tells whether there is such a thing',
    async (path) => {
      const { request } = await startConsole();
      const answer = await request(path, inBrowser);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        nowhere.includes(path) ? 404 : 200,
        'text/html; charset=utf-8',
      ]);
      expect(await answer.text()).toContain('<title>Switchgear</title>');
    },
  );

  it.each(['/', '/nothing', '/icon.svg', '/assets/none.js', '/api/v1/platform', '/prometheus/api/v1/query'])(
    'lets nothing of others into %s, and nobody keep it',
    async (path) => {
      const { headers } = await (await startConsole()).request(path);
      expect(headers.get('content-security-policy')?.split('; ')).toEqual([
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "img-src 'self' data:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
      ]);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      // With no-referrer browsers send their forms with the origin null, which is refused.
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('cache-control')).toBe('no-store');
    },
  );

  it('tells its pages whether providers are simulated, where the other programs are, and which agents there are', async () => {
    const simulated = await startConsole({ simulated: true, auditAgent: 'http://127.0.0.1:9' });
    const real = await startConsole();
    expect(await simulated.ask('/api/v1/platform')).toEqual([
      200,
      { simulated: true, links, agents: { test_watcher: false, audit_agent: true } },
    ]);
    expect(await real.ask('/api/v1/platform')).toEqual([
      200,
      { simulated: false, links, agents: { test_watcher: false, audit_agent: false } },
    ]);
  });

  it('tells a program in JSON what is not there and what is no address', async () => {
    const { ask } = await startConsole();
    expect(await ask('/api/v1/nothing?a=<b>', { method: 'PUT' })).toEqual([
      404,
      { error: { code: 'not_found', message: 'there is no PUT /api/v1/nothing?a=%3Cb%3E here' } },
    ]);
    expect(await ask('/runbooks/%E0%A4%A')).toEqual([400, expect.objectContaining({ code: 'FST_ERR_BAD_URL' })]);
  });
});
