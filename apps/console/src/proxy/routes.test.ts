import { type IncomingMessage, request as send } from 'node:http';
import { json, text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { fakeProgram } from '../testing/fake-program.ts';
import { links, startConsole } from '../testing/start.ts';

/** A console in front of programs that answer everything, and what they were asked. */
async function start() {
  const asked: { program: string; method: string; url: string; headers: IncomingMessage['headers']; body: string }[] =
    [];
  const program = (name: string) =>
    fakeProgram(async (request, response) => {
      const { method = '', url = '', headers } = request;
      asked.push({ program: name, method, url, headers, body: await text(request) });
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"asked":true}');
    });
  const [prometheusApi, alertmanagerApi, gateway, testWatcher, auditAgent] = await Promise.all(
    ['prometheus', 'alertmanager', 'gateway', 'test-watcher', 'audit-agent'].map(program),
  );
  if (!prometheusApi || !alertmanagerApi || !gateway) return expect.unreachable();
  const programs = { prometheusApi, alertmanagerApi, gateway, testWatcher, auditAgent };
  return { asked, ...(await startConsole(programs)) };
}

/** fetch tidies an address up before it sends it. */
function raw(url: string, path: string, method = 'GET', headers: Record<string, string> = {}) {
  const { hostname, port } = new URL(url);
  return new Promise<{ status: number; allow: string | undefined; body: unknown }>((resolve, reject) => {
    send({ hostname, port, path, method, headers }, async (answer) => {
      const body = await (method === 'HEAD' ? undefined : json(answer));
      resolve({ status: answer.statusCode ?? 0, allow: answer.headers.allow, body });
    })
      .on('error', reject)
      .end();
  });
}

const read = [
  ['/prometheus/api/v1/query_range?query=up&start=1', '/api/v1/query_range?query=up&start=1'],
  ['/prometheus/api/v1/label/__name__/values?match[]=up', '/api/v1/label/__name__/values?match[]=up'],
  ['/prometheus/api/v1/targets/metadata', '/api/v1/targets/metadata'],
  ['/prometheus/api/v1/status/tsdb', '/api/v1/status/tsdb'],
  ['/alertmanager/api/v2/alerts/groups?active=true', '/api/v2/alerts/groups?active=true'],
  ['/alertmanager/api/v2/silence/5c8a-1', '/api/v2/silence/5c8a-1'],
  ['/test-watcher/api/v1/status', '/api/v1/status'],
  ['/audit-agent/api/v1/audits?limit=2', '/api/v1/audits?limit=2'],
  ['/gateway/health/full', '/health/full'],
  ['/gateway/api/v1/circuit-breaker/stats', '/api/v1/circuit-breaker/stats'],
  ['/gateway/api/v1/audit?limit=5', '/api/v1/audit?limit=5'],
];

const kept = [
  '/test-watcher/api/v1/tests',
  '/audit-agent/api/v1/audits/..%2f..%2fmetrics',

  '/prometheus/api/v1/admin/tsdb/delete_series?match[]=up',
  '/prometheus/api/v1/write',
  '/prometheus/api/v1/label/../values',
  '/prometheus/api/v1/label/%2e%2e/values',
  '/prometheus/api/v1/label/%2e/values',
  '/prometheus/api/v1/label/a%2F..%2F..%2Fadmin/values',
  '/prometheus/api/v1/status/..%2f..%2f..%2f-%2fquit',
  '/prometheus/api/v1//query',
  '/prometheus/api/v1/query%3Fx',
  '/prometheus/api/v1/query%00',
  '/prometheus/api/v1/query%0a',
  '/prometheus/api/v1/http://127.0.0.1:1/query',
  '/prometheus/api/v1/@evil.example/query',
  '/alertmanager/api/v2/silence/..',
  '/alertmanager/api/v2/../../-/reload',
  '/gateway/api/v1/circuit-breaker/..',
  '/gateway/api/v1/circuit-breaker/%2e%2e/rotate',
  '/gateway/api/v1/chat/completions',
  '/gateway/metrics',
  '/prometheus/graph',
  '/prometheus/-/quit',
];

describe('the doors to other programs', () => {
  it.each(read)('lead %s to %s', async (path, url) => {
    const { asked, ask } = await start();
    expect(await ask(path)).toEqual([200, { asked: true }]);
    expect(asked).toMatchObject([{ program: path.split('/')[1], method: 'GET', url }]);
  });

  it.each(kept)('lead nowhere at %s', async (path) => {
    const { asked, url } = await start();
    for (const method of ['GET', 'POST']) {
      const { status, body } = await raw(url, path, method, { origin: url });
      expect([status === 404 || status === 405, body]).toEqual([true, { error: expect.anything() }]);
    }
    expect(asked).toEqual([]);
  });

  it('take an absolute address for the path in it', async () => {
    const { asked, url } = await start();
    expect((await raw(url, 'http://evil.example/prometheus/api/v1/labels?a=1')).status).toBe(200);
    expect(asked).toMatchObject([{ program: 'prometheus', url: '/api/v1/labels?a=1' }]);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'])(
    'are shut to %s where only reading is allowed',
    async (method) => {
      const { asked, url } = await start();
      for (const path of ['/prometheus/api/v1/query?query=up', '/alertmanager/api/v2/silences']) {
        const answer = await raw(url, path, method, { origin: url });
        expect([answer.status, answer.allow]).toEqual([405, 'GET']);
        if (method !== 'HEAD') {
          expect(answer.body).toEqual({
            error: { code: 'read_only', message: expect.stringMatching(/only reads from (?:Prometheus|Alertmanager)/) },
          });
        }
      }
      expect(asked).toEqual([]);
    },
  );
});

describe('reports of AuditAgent', () => {
  it('are pages that may bring their styles along and run no script', async () => {
    const auditAgent = await fakeProgram(({ url }, response) =>
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(`<p>${url}`),
    );
    const { request } = await startConsole({ auditAgent });
    const { status, headers } = await request('/audit-agent/reports/20260101T000000-1.html');
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html']);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    );
    expect(await (await request('/audit-agent/reports')).text()).toBe('<p>/reports');
    const strange = await request('/audit-agent/reports/..%2f..%2fmetrics%3f.html');
    expect(await strange.text()).toBe('<p>/reports/..%2F..%2Fmetrics%3F.html');
  });

  it('are told as a fault where there is none, in the words of the agent', async () => {
    const auditAgent = await fakeProgram((_request, response) =>
      response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":{"message":"no audit"}}'),
    );
    const answer = await (await startConsole({ auditAgent })).request('/audit-agent/reports/latest.html');
    expect([answer.status, await answer.json()]).toEqual([404, { error: { message: 'no audit' } }]);
  });

  it('are none while the agent is not enabled', async () => {
    const [status] = await (await startConsole()).ask('/audit-agent/reports/latest.html');
    expect(status).toBe(404);
  });
});

describe('the door to the gateway', () => {
  const change = '/gateway/api/v1/circuit-breaker/deepseek-1/override';
  const body = '{"mode":"auto"}';

  it.each([
    ['POST', change, body],
    ['POST', '/gateway/api/v1/circuit-breaker/reset', ''],
    ['PATCH', '/gateway/api/v1/circuit-breaker/config', '{"timeout_seconds":9}'],
    ['POST', '/gateway/api/v1/keys/rotate', '{}'],
  ])('passes on %s %s of its own pages, with the admin token they were given', async (method, path, content) => {
    const { asked, url, request } = await start();
    const headers = { origin: url, 'x-admin-token': 'tok' };
    expect((await request(path, { method, headers, body: content })).status).toBe(200);
    expect(asked).toMatchObject([
      {
        program: 'gateway',
        method,
        url: path.replace('/gateway', ''),
        headers: { authorization: 'Bearer tok' },
        body: content,
      },
    ]);
    expect(asked[0]?.headers['content-type']).toBe(content === '' ? undefined : 'application/json');
  });

  it('asks without a token where none is given, and never with the password of the console', async () => {
    const { asked, request } = await start();
    await request('/gateway/api/v1/keys', { headers: { authorization: 'Basic eA==' } });
    expect(asked[0]?.headers.authorization).toBeUndefined();
  });

  it.each<Record<string, string>>([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1:1' },
    { 'sec-fetch-site': 'same-site' },
    {},
  ])('is shut to a change from elsewhere, which comes with %j', async (headers) => {
    const { asked, ask, log } = await start();
    for (const method of ['POST', 'PATCH']) {
      expect(await ask(change, { method, headers: { ...headers, 'x-admin-token': 'tok-3n' }, body })).toEqual([
        403,
        { error: { code: 'foreign_form', message: expect.stringContaining('only the pages of this console') } },
      ]);
    }
    expect(asked).toEqual([]);
    expect(log()).not.toContain('tok-3n');
  });

  it.each(['PUT', 'DELETE'])('knows no %s', async (method) => {
    const { asked, ask, url } = await start();
    expect((await ask(change, { method, headers: { origin: url } }))[0]).toBe(404);
    expect(asked).toEqual([]);
  });

  it('passes on how the gateway refuses, and keeps the token out of every log', async () => {
    const refusal = '{"error":{"message":"the admin token is wrong","code":"unauthorized"}}';
    const gateway = await fakeProgram((_request, response) =>
      response
        .writeHead(401, { 'content-type': 'application/json', 'retry-after': '3', 'www-authenticate': 'x' })
        .end(refusal),
    );
    const there = await startConsole({ gateway });
    const gone = await startConsole({ gateway: 'http://127.0.0.1:9' });
    const init = (url: string) => ({ method: 'POST', headers: { origin: url, 'x-admin-token': 'tok-3n' }, body });
    const answer = await there.request(change, init(there.url));
    expect([answer.status, answer.headers.get('retry-after'), await answer.text()]).toEqual([401, '3', refusal]);
    // A browser would ask for a name and a password.
    expect(answer.headers.get('www-authenticate')).toBeNull();
    expect(await gone.ask(change, init(gone.url))).toMatchObject([502, { error: { code: 'upstream_failed' } }]);
    expect(gone.log()).toContain('/gateway/api/v1/* refused a request: The gateway does not answer');
    expect(there.log() + gone.log()).not.toContain('tok-3n');
  });

  it('knows its pages behind a proxy by the address of the console', async () => {
    const gateway = await fakeProgram((_request, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}'),
    );
    const { request } = await startConsole({ gateway, links: { ...links, console: 'https://ops.example.com' } });
    const headers = { origin: 'https://ops.example.com' };
    expect((await request(change, { method: 'POST', headers, body })).status).toBe(200);
  });
});
