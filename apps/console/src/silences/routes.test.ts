import { json } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { fakeProgram } from '../testing/fake-program.ts';
import { links, type Running, startConsole } from '../testing/start.ts';

const filter = '{alertname="X",provider=~"a|\\"b\\""}';
const matchers = [
  { name: 'alertname', value: 'X', isRegex: false, isEqual: true },
  { name: 'provider', value: 'a|"b"', isRegex: true, isEqual: true },
];

function submit({ url, ask }: Running, fields: object = {}, headers: Record<string, string> = {}) {
  return ask('/api/v1/silences', {
    method: 'POST',
    headers: { origin: url, ...headers },
    body: JSON.stringify({ filter, duration: '4h', reason: 'known <b>', ...fields }),
  });
}

function preview({ ask }: Running, filter: string) {
  return ask(`/api/v1/silences/preview?${new URLSearchParams({ filter })}`);
}

const refusal = (code: string, message: string) => ({ error: { code, message: expect.stringContaining(message) } });

describe('a filter', () => {
  it('is told in its matchers before anything is silenced', async () => {
    expect(await preview(await startConsole(), filter)).toEqual([200, { matchers, unknown: [] }]);
  });

  it('that names no alert of ours is told with the nearest, since it may be of a rule that others wrote', async () => {
    const console = await startConsole();
    console.write('ALERT_RUNBOOK.md', '## HighCPUUsage\n\n### Meaning\n\nBusy.\n');
    const unknownIn = async (wish: string) => (await preview(console, wish))[1];
    expect(await unknownIn('alertname="HighCpu<Usage"')).toMatchObject({
      unknown: [{ name: 'HighCpu<Usage', nearest: ['HighCPUUsage'] }],
    });
    expect(await unknownIn('alertname="zzz"')).toMatchObject({ unknown: [{ name: 'zzz', nearest: [] }] });
    for (const known of ['alertname="HighCPUUsage"', 'alertname=~"Hi"', 'alertname!="Hi"', 'provider="Hi"'])
      expect(await unknownIn(known)).toMatchObject({ unknown: [] });
  });

  it.each(['', '{<script>'])('%s cannot be read, and says where', async (wish) => {
    expect(await preview(await startConsole(), wish)).toEqual([
      400,
      refusal('bad_request', `the filter cannot be read at ${JSON.stringify(wish)}`),
    ]);
  });
});

describe('a silence', () => {
  it('is created in Alertmanager, and its id and end are told', async () => {
    let asked: unknown;
    const alertmanagerApi = await fakeProgram(async (request, response) => {
      asked = { url: request.url, body: await json(request) };
      response.end('{"silenceID":"<5c8a>"}');
    });
    const answer = await submit(await startConsole({ alertmanagerApi, now: () => Date.UTC(2026, 0, 1) }));
    expect(asked).toEqual({
      url: '/api/v2/silences',
      body: {
        matchers,
        startsAt: '2026-01-01T00:00:00.000Z',
        endsAt: '2026-01-01T04:00:00.000Z',
        createdBy: 'console',
        comment: 'known <b>',
      },
    });
    expect(answer).toEqual([201, { id: '<5c8a>', endsAt: '2026-01-01T04:00:00.000Z' }]);
  });

  it.each([
    [{ duration: '5y' }, 'choose for how long: 1h, 4h, 1d, 1w'],
    [{ reason: '  ' }, 'say why'],
    [{ reason: 5 }, 'say why'],
    [{ filter: '{' }, 'the filter cannot be read'],
    [{ filter: '' }, 'the filter cannot be read'],
  ])('is refused for %j, without a call', async (fields, message) => {
    const alertmanagerApi = await fakeProgram(() => expect.unreachable());
    const answer = await submit(await startConsole({ alertmanagerApi }), fields);
    expect(answer).toEqual([400, refusal('bad_request', message)]);
  });

  it.each([
    ['another site', { origin: 'https://evil.example' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['a site that hides its name', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour', { 'sec-fetch-site': 'same-site' }],
  ])('is refused to %s', async (_who, headers) => {
    const alertmanagerApi = await fakeProgram(() => expect.unreachable());
    const answer = await submit(await startConsole({ alertmanagerApi }), {}, headers);
    expect(answer).toEqual([403, refusal('foreign_form', 'only the pages of this console')]);
  });

  it('is refused to what does not say where it comes from, and given to a browser behind a proxy', async () => {
    const alertmanagerApi = await fakeProgram((_request, response) => response.end('{"silenceID":"1"}'));
    const running = await startConsole({ alertmanagerApi, links: { ...links, console: 'https://ops.example.com' } });
    const body = JSON.stringify({ filter, duration: '1h', reason: 'r' });
    const statusWith = async (headers: Record<string, string>) =>
      (await running.request('/api/v1/silences', { method: 'POST', body, headers })).status;
    expect(await statusWith({})).toBe(403);
    expect(await statusWith({ 'sec-fetch-site': 'same-origin' })).toBe(201);
    expect(await statusWith({ origin: 'https://ops.example.com' })).toBe(201);
  });

  it.each([
    [400, '"bad <matcher>"', 'answered 400: "bad <matcher>". Change the matchers'],
    [404, 'not found', 'Is links.alertmanager the address of an Alertmanager with API v2?'],
    [503, '', 'npx switchgear logs alertmanager'],
    [200, '<html>', 'answered 200: <html>'],
  ])('that Alertmanager answers with %i %s is told with what to do', async (status, body, message) => {
    const alertmanagerApi = await fakeProgram((_request, response) => response.writeHead(status).end(body));
    const answer = await submit(await startConsole({ alertmanagerApi }));
    expect(answer).toEqual([502, refusal('alertmanager_failed', message)]);
  });

  it('says so when nobody answers', async () => {
    const answer = await submit(await startConsole({ alertmanagerApi: 'http://127.0.0.1:9' }));
    expect(answer).toEqual([
      502,
      {
        error: {
          code: 'alertmanager_failed',
          message: expect.stringMatching(/does not answer at http:\/\/127\.0\.0\.1:9 \(.+\)\. Does it run\?/),
        },
      },
    ]);
  });
});
