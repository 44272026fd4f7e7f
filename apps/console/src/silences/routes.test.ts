import { json } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { fakeAlertmanager } from '../testing/fake-alertmanager.ts';
import { links, type Running, startConsole } from '../testing/start.ts';

const filter = '{alertname="X",provider=~"a|\\"b\\""}';

function submit({ url, request }: Running, fields: Record<string, string> = {}, headers: Record<string, string> = {}) {
  return request('/silences', {
    method: 'POST',
    headers: { origin: url, accept: 'text/html', ...headers },
    body: new URLSearchParams({ filter, duration: '4h', reason: 'known <b>', ...fields }),
  });
}

describe('the form for a silence', () => {
  it('shows the matchers of its address', async () => {
    const { page } = await startConsole();
    const text = await page(`/silences/new?filter=${encodeURIComponent(filter)}`);
    expect(text).toContain('<code>alertname=&#34;X&#34;</code><li><code>provider=~&#34;a|\\&#34;b\\&#34;&#34;</code>');
    expect(text).toContain('value="{alertname=&#34;X&#34;,provider=~&#34;a|\\&#34;b\\&#34;&#34;}"');
    expect(text.match(/<option>\w+/g)?.join('')).toBe('<option>1h<option>4h<option>1d<option>1w');
    expect(text).toMatch(/<input name="reason" required/);
  });

  it('asks for matchers when its address has none', async () => {
    const { page } = await startConsole();
    expect(await page('/silences/new')).toMatch(/<input name="filter" required/);
  });

  it('says what is wrong with matchers that cannot be read, as text', async () => {
    const { request } = await startConsole();
    const answer = await request('/silences/new?filter={<script>', { headers: { accept: 'text/html' } });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('the filter cannot be read at &#34;{&#60;script&#62;&#34;');
  });
});

describe('a silence', () => {
  it('is created in Alertmanager, and its id and end are shown', async () => {
    let asked: unknown;
    const alertmanagerApi = await fakeAlertmanager(async (request, response) => {
      asked = { url: request.url, body: await json(request) };
      response.end('{"silenceID":"<5c8a>"}');
    });
    const answer = await submit(await startConsole({ alertmanagerApi, now: () => Date.UTC(2026, 0, 1) }));
    expect(asked).toEqual({
      url: '/api/v2/silences',
      body: {
        matchers: [
          { name: 'alertname', value: 'X', isRegex: false, isEqual: true },
          { name: 'provider', value: 'a|"b"', isRegex: true, isEqual: true },
        ],
        startsAt: '2026-01-01T00:00:00.000Z',
        endsAt: '2026-01-01T04:00:00.000Z',
        createdBy: 'console',
        comment: 'known <b>',
      },
    });
    const text = await answer.text();
    expect(answer.status).toBe(200);
    expect(text).toContain('2026-01-01 04:00:00 UTC</time>: known &#60;b&#62;');
    expect(text).toContain(`<a href="${links.alertmanager}/api/v2/silence/%3C5c8a%3E">&#60;5c8a&#62;</a>`);
    expect(text).toContain('<a href="/silences">');
    expect(text).not.toContain('No alert is called');
  });

  it('of an alert that nobody knows is created all the same, and the page says so', async () => {
    const alertmanagerApi = await fakeAlertmanager((_request, response) => response.end('{"silenceID":"1"}'));
    const running = await startConsole({ alertmanagerApi });
    running.write('ALERT_RUNBOOK.md', '## HighCPUUsage\n\n### Meaning\n\nBusy.\n');
    const pageFor = async (wish: string) => (await submit(running, { filter: wish })).text();
    expect(await pageFor('alertname="HighCpu<Usage"')).toContain(
      'No alert is called HighCpu&#60;Usage; nearest: HighCPUUsage.',
    );
    expect(await pageFor('alertname="zzz"')).toContain('No alert is called zzz.');
    for (const known of ['alertname="HighCPUUsage"', 'alertname=~"Hi"', 'alertname!="Hi"', 'provider="Hi"'])
      expect(await pageFor(known)).not.toContain('No alert is called');
  });

  it.each([
    [{ duration: '5y' }, 'choose for how long: 1h, 4h, 1d, 1w'],
    [{ reason: '  ' }, 'say why'],
    [{ filter: '{' }, 'the filter cannot be read'],
    [{ filter: '' }, 'the filter cannot be read'],
  ])('is refused for %j, without a call', async (fields, message) => {
    const alertmanagerApi = await fakeAlertmanager(() => expect.unreachable());
    const answer = await submit(await startConsole({ alertmanagerApi }), fields);
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining(message)]);
  });

  it.each([
    ['another site', { origin: 'https://evil.example' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['a site that hides its name', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour', { 'sec-fetch-site': 'same-site' }],
  ])('is refused to %s', async (_who, headers) => {
    const alertmanagerApi = await fakeAlertmanager(() => expect.unreachable());
    expect((await submit(await startConsole({ alertmanagerApi }), {}, headers)).status).toBe(403);
  });

  it('is refused to what does not say where it comes from, and given to a browser behind a proxy', async () => {
    const alertmanagerApi = await fakeAlertmanager((_request, response) => response.end('{"silenceID":"1"}'));
    const running = await startConsole({ alertmanagerApi, links: { ...links, console: 'https://ops.example.com' } });
    const body = new URLSearchParams({ filter, duration: '1h', reason: 'r' });
    expect((await running.request('/silences', { method: 'POST', body })).status).toBe(403);
    const headers = { 'sec-fetch-site': 'same-origin' };
    expect((await running.request('/silences', { method: 'POST', body, headers })).status).toBe(200);
    expect((await submit(running, {}, { origin: 'https://ops.example.com' })).status).toBe(200);
  });

  it.each([
    [400, '"bad <matcher>"', 'answered 400: &#34;bad &#60;matcher&#62;&#34;. Change the matchers'],
    [404, 'not found', 'Is links.alertmanager the address of an Alertmanager with API v2?'],
    [503, '', 'npx switchgear logs alertmanager'],
    [200, '<html>', 'answered 200: &#60;html&#62;'],
  ])('that Alertmanager answers with %i %s is shown with what to do', async (status, body, message) => {
    const alertmanagerApi = await fakeAlertmanager((_request, response) => response.writeHead(status).end(body));
    const answer = await submit(await startConsole({ alertmanagerApi }));
    expect([answer.status, await answer.text()]).toEqual([502, expect.stringContaining(message)]);
  });

  it('says so when nobody answers', async () => {
    const answer = await submit(await startConsole({ alertmanagerApi: 'http://127.0.0.1:9' }));
    expect(answer.status).toBe(502);
    expect(await answer.text()).toMatch(/does not answer at http:\/\/127\.0\.0\.1:9 \(.+\)\. Does it run\?/);
  });
});
