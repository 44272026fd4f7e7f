import { describe, expect, it } from 'vitest';
import { links, startConsole } from './testing/start.ts';

const pages = [
  '/',
  '/runbooks',
  '/runbooks/none',
  '/d/none',
  '/inbox',
  '/silences',
  '/silences/new',
  '/nothing',
  '/style.css',
];

describe('a console', () => {
  it('runs beside another one without sharing an inbox', async () => {
    const [one, other] = await Promise.all([startConsole(), startConsole()]);
    await one.post('/inbox/slack', { text: 'Only here' });
    expect(await one.page('/inbox')).toContain('Only here');
    expect(await other.page('/inbox')).not.toContain('Only here');
  });

  it('serves probes and metrics like every program', async () => {
    const { request } = await startConsole();
    const statuses = ['/health', '/ready', '/metrics'].map(async (path) => (await request(path)).status);
    expect(await Promise.all(statuses)).toEqual([200, 200, 200]);
  });

  it.each(pages)('forbids everything but its own style at %s, and has no script', async (path) => {
    const { request } = await startConsole();
    const answer = await request(path);
    const policy = answer.headers.get('content-security-policy');
    for (const part of ["default-src 'none'", "style-src 'self'", "form-action 'self'", "img-src 'self' data:"]) {
      expect(policy?.split('; ')).toContain(part);
    }
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    // With no-referrer browsers send their forms with the origin null, which is refused.
    expect(answer.headers.get('referrer-policy')).toBe('same-origin');
    expect(await answer.text()).not.toMatch(/<script|<[^>]* (?:style|on\w+)=/i);
  });

  it('leads from its first page to everything', async () => {
    const { page, post, write } = await startConsole();
    write('grafana/dashboards/a.json', '{"uid":"api-metrics","title":"API Metrics"}');
    for (let n = 1; n <= 11; n++) await post('/inbox/slack', { text: `note ${n}.` });
    const text = await page('/');
    const own = ['/d/api-metrics', '/runbooks', '/inbox', '/silences'];
    for (const href of [...own, `${links.prometheus}/`, `${links.alertmanager}/api/v2/alerts`]) {
      expect(text).toContain(`href="${href}"`);
    }
    // Some builds of Alertmanager have no page.
    expect(text).not.toContain(`"${links.alertmanager}/"`);
    expect(text.match(/<h3>note \d+\./g)).toHaveLength(10);
    expect(text).toMatch(/note 11\..*note 2\./s);
    expect(text).toContain('No heartbeat');
  });

  it('leads to Grafana for dashboards where that is used', async () => {
    const { page, write } = await startConsole({ links: { ...links, dashboards: 'http://grafana.test' } });
    write('grafana/dashboards/a.json', '{"uid":"a b","title":"A"}');
    expect(await page('/')).toContain('<a href="http://grafana.test/d/a%20b">A</a>');
  });

  it('says on every page that providers are simulated, and only then', async () => {
    const simulated = await startConsole({ simulated: true });
    const real = await startConsole();
    for (const path of ['/', '/inbox', '/runbooks']) {
      expect(await simulated.page(path)).toContain('Simulated providers are in use (sandbox).');
      expect(await real.page(path)).not.toMatch(/simulated/i);
    }
  });

  it('has one stylesheet for light and dark', async () => {
    const { request, page } = await startConsole();
    const answer = await request('/style.css');
    expect(answer.headers.get('content-type')).toMatch(/^text\/css/);
    expect(await answer.text()).toContain('prefers-color-scheme: dark');
    expect(await page('/')).toContain('<link rel="stylesheet" href="/style.css">');
  });

  it('takes broken addresses for what they are', async () => {
    const { request } = await startConsole();
    const answer = await request('/runbooks/%E0%A4%A');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([400, expect.stringContaining('json')]);
  });
});
