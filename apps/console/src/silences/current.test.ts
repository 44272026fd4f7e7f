import { describe, expect, it } from 'vitest';
import { startAlertmanager } from '../testing/alertmanager.ts';
import { fakeProgram } from '../testing/fake-program.ts';
import { startConsole } from '../testing/start.ts';

const post = (url: string, body: unknown) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

describe('the list of silences', () => {
  it('has those of a real Alertmanager that are not over, and ends them', async () => {
    const alertmanagerApi = await startAlertmanager('{ route: { receiver: none }, receivers: [{ name: none }] }');
    const { ask, request, url } = await startConsole({ alertmanagerApi });
    const silences = async () =>
      ((await ask('/api/v1/silences')) as [number, { silences: { id: string }[] }])[1].silences;
    expect(await silences()).toEqual([]);
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
    const [active, pending] = await silences();
    expect(active).toMatchObject({
      state: 'active',
      matchers: [{ name: 'alertname', value: 'X', isRegex: true, isEqual: false }],
      createdBy: 'ada <a>',
      comment: 'because X',
      mutes: 1,
    });
    expect(pending).toMatchObject({ state: 'pending', comment: 'because later', mutes: 0 });

    const end = (id = '', origin = url) => request(`/api/v1/silences/${id}`, { method: 'DELETE', headers: { origin } });
    expect((await end(active?.id, 'https://evil.example')).status).toBe(403);
    expect(await silences()).toHaveLength(2);
    expect((await end(active?.id)).status).toBe(204);
    expect(await silences()).toMatchObject([{ comment: 'because later' }]);
    expect((await end(active?.id)).status).toBe(204);
    const unknown = await end('00000000-0000-4000-8000-000000000000');
    expect([unknown.status, await unknown.text()]).toEqual([502, expect.stringContaining('/silences shows those')]);
  });

  it('is not asked to end what is no id', async () => {
    const alertmanagerApi = await fakeProgram(() => expect.unreachable());
    const { request, url } = await startConsole({ alertmanagerApi });
    const answer = await request('/api/v1/silences/a%2F..%2Fb', { method: 'DELETE', headers: { origin: url } });
    expect(answer.status).toBe(400);
  });

  it('says what to do when nobody answers', async () => {
    const { ask } = await startConsole();
    expect(await ask('/api/v1/silences')).toEqual([
      502,
      { error: { code: 'alertmanager_failed', message: expect.stringContaining('npx switchgear status') } },
    ]);
  });
});
