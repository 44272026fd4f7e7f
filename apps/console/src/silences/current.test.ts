import { describe, expect, it } from 'vitest';
import { startAlertmanager } from '../testing/alertmanager.ts';
import { fakeAlertmanager } from '../testing/fake-alertmanager.ts';
import { startConsole } from '../testing/start.ts';

const post = (url: string, body: unknown) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

describe('the list of silences', () => {
  it('shows those of a real Alertmanager that are not over, and ends them', async () => {
    const alertmanagerApi = await startAlertmanager('{ route: { receiver: none }, receivers: [{ name: none }] }');
    const { page, request, url } = await startConsole({ alertmanagerApi });
    expect(await page('/silences')).toContain('No alert is silenced.');
    const silence = (value: string, hours: number) => ({
      matchers: [{ name: 'alertname', value, isRegex: true, isEqual: false }],
      startsAt: new Date(Date.now() + hours * 3_600_000).toISOString(),
      endsAt: new Date(Date.now() + (10 + hours) * 3_600_000).toISOString(),
      createdBy: 'ada <a>',
      comment: `because ${value}`,
    });
    await post(`${alertmanagerApi}/api/v2/silences`, silence('later', 2));
    await post(`${alertmanagerApi}/api/v2/silences`, silence('X', 0));
    await post(`${alertmanagerApi}/api/v2/alerts`, [{ labels: { alertname: 'A' } }, { labels: { alertname: 'X' } }]);
    const text = await page('/silences');
    const [active = '', pending = ''] = text.split('<section>').slice(1);
    expect(active).toContain('<code>alertname!~&#34;X&#34;</code>');
    expect(active).toMatch(
      /are silent until .* UTC<\/time>: because X<\/p>\s<p>By ada &#60;a&#62;\. 1 alert is silent now/,
    );
    expect(pending).toMatch(/are silent from .* until .*: because later<\/p>\s.* 0 alerts are silent now/);

    const end = (action = '', origin = url) =>
      request(action, { method: 'POST', headers: { origin }, redirect: 'manual' });
    const [, action] = /<form method="post" action="([^"]+)"/.exec(active) ?? [];
    expect((await end(action, 'https://evil.example')).status).toBe(403);
    expect(await page('/silences')).toContain('because X');
    const answer = await end(action);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/silences']);
    expect(await page('/silences')).toMatch(/^(?!.*because X).*because later/s);
    expect((await end(action)).status).toBe(303);
    const unknown = await end('/silences/00000000-0000-4000-8000-000000000000/end');
    expect([unknown.status, await unknown.text()]).toEqual([502, expect.stringContaining('/silences shows those')]);
  });

  it('is not asked to end what is no id', async () => {
    const alertmanagerApi = await fakeAlertmanager(() => expect.unreachable());
    const { request, url } = await startConsole({ alertmanagerApi });
    const answer = await request('/silences/a%2F..%2Fb/end', { method: 'POST', headers: { origin: url } });
    expect(answer.status).toBe(400);
  });

  it('says what to do when nobody answers', async () => {
    const { request } = await startConsole();
    const answer = await request('/silences');
    expect([answer.status, await answer.text()]).toEqual([502, expect.stringContaining('npx switchgear status')]);
  });
});
