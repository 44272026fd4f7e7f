import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLogger, createService } from '@switchgear/service';
import { createRegistry } from '@switchgear/telemetry';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { AuditError } from '../errors.ts';
import { openAuditHistory } from '../history/open.ts';
import type { Audit } from '../model.ts';
import { emptyAudit, exampleAudit, hostileAudit } from '../testing/audit.ts';
import { temporaryFolder } from '../testing/folder.ts';
import { testIntake } from '../testing/intake.ts';
import { mountAuditRoutes } from './routes.ts';

const token = 'the-admin-token';

function setUp(audits: readonly Audit[] = []) {
  const folder = temporaryFolder();
  const history = openAuditHistory({ file: join(folder, 'audit.db') });
  for (const audit of audits.toReversed()) history.save(audit);
  onTestFinished(() => history.close());
  const intake = testIntake().open();
  const { app, stop } = createService({
    name: 'audit-agent',
    logger: createLogger({ name: 'audit-agent', level: 'silent' }),
    registry: createRegistry({ processMetrics: false }),
    host: '127.0.0.1',
    port: 0,
  });
  onTestFinished(async () => {
    await stop();
  });
  mountAuditRoutes(app, {
    root: '/projects/shop',
    adminToken: token,
    intake,
    history,
    reportPath: (id, format) => join(folder, `${id}.${format}`),
    now: () => 7000,
  });
  const post = (headers: Record<string, string> = {}, payload?: string) =>
    app.inject({
      method: 'POST',
      url: '/api/v1/audits',
      headers: { authorization: `Bearer ${token}`, ...headers },
      ...(payload !== undefined && { payload }),
    });
  return { folder, history, intake, post, get: (url: string) => app.inject({ url }) };
}

const refusal = (code: string, message: RegExp | string) => ({
  error: { code, message: typeof message === 'string' ? message : expect.stringMatching(message) },
});

describe('POST /api/v1/audits', () => {
  it('asks for an audit, once per key, and says how far it is', async () => {
    const { intake, post } = setUp();
    const ask = () => post({ 'idempotency-key': 'deploy-17' }, '{"reason": "before the deployment"}');
    const first = await ask();
    expect([first.statusCode, first.json()]).toEqual([202, { state: 'waiting', idempotency_key: 'deploy-17' }]);
    expect(intake.waiting()).toEqual([
      { trigger: 'manual', key: 'manual:deploy-17', text: 'before the deployment', at: 7000 },
    ]);
    const again = await ask();
    expect([again.statusCode, again.json()]).toEqual([200, { state: 'waiting', idempotency_key: 'deploy-17' }]);
    const reasons = intake.take();
    expect((await ask()).json()).toMatchObject({ state: 'running' });
    intake.done(reasons, 'audit-1');
    const after = await ask();
    expect([after.statusCode, after.json()]).toEqual([
      200,
      { id: 'audit-1', state: 'done', idempotency_key: 'deploy-17' },
    ]);
    expect(intake.waiting()).toEqual([]);
  });

  it('refuses a key that came with another reason, and names both, also after the audit', async () => {
    const { history, intake, post } = setUp();
    const ask = (reason: string) => post({ 'idempotency-key': 'deploy-17' }, JSON.stringify({ reason }));
    await ask('one');
    const expected = refusal(
      'idempotency_conflict',
      /"deploy-17" came first with the reason "one", and now with "two"/,
    );
    const early = await ask('two');
    expect([early.statusCode, early.json()]).toEqual([409, expected]);
    const reasons = intake.take();
    expect((await ask('two')).statusCode).toBe(409);
    history.save({ ...emptyAudit(), id: 'audit-1', reasons });
    intake.done(reasons, 'audit-1');
    const late = await ask('two');
    expect([late.statusCode, late.json()]).toEqual([409, expected]);
    expect((await ask('one')).json()).toMatchObject({ id: 'audit-1' });
  });

  it('makes a key where none is sent, so that each request asks', async () => {
    const { intake, post } = setUp();
    const keys = [await post(), await post({ 'content-type': 'application/json' }, '')].map((answer) => {
      expect(answer.statusCode).toBe(202);
      return `manual:${answer.json().idempotency_key}`;
    });
    expect(intake.waiting().map(({ key }) => key)).toEqual(keys);
    expect(new Set(keys).size).toBe(2);
    expect(intake.waiting()[0]?.text).toBe('asked for over HTTP');
  });

  it.each([
    {},
    { authorization: '' },
    { authorization: 'Bearer wrong' },
    { authorization: token },
    { authorization: `Basic ${token}` },
  ])('refuses %j before it looks at anything else', async (headers: Record<string, string>) => {
    const { intake, post } = setUp();
    const answer = await post({ authorization: 'none', ...headers }, 'x'.repeat(10_000));
    expect([answer.statusCode, answer.json()]).toEqual([401, refusal('unauthorized', /admin token is needed/)]);
    expect(intake.waiting()).toEqual([]);
  });

  it.each([
    ['', /1 to 200/],
    ['x'.repeat(201), /1 to 200/],
    ['sch\u00f6n', /printable ASCII/],
  ])('refuses the key %j', async (key, message) => {
    const { intake, post } = setUp();
    const answer = await post({ 'idempotency-key': key });
    expect([answer.statusCode, answer.json()]).toEqual([400, refusal('invalid_idempotency_key', message)]);
    expect(intake.waiting()).toEqual([]);
  });

  it.each([
    ['{', /no JSON object; send/],
    ['[]', /no JSON object/],
    ['null', /no JSON object/],
    ['{"reasn": "x"}', /unknown field "reasn"; the only one is reason/],
    ['{"__proto__": {"reason": "x"}}', /unknown field "__proto__"/],
    ['{"reason": 5}', /reason: expected one line of 1 to 200/],
    ['{"reason": ""}', /reason: expected/],
    [`{"reason": "${'x'.repeat(201)}"}`, /reason: expected/],
    ['{"reason": "two\\nlines"}', /reason: expected/],
  ])('refuses the body %s', async (body, message) => {
    const { intake, post } = setUp();
    const answer = await post({}, body);
    expect([answer.statusCode, answer.json()]).toEqual([400, refusal('invalid_request', message)]);
    expect(intake.waiting()).toEqual([]);
  });

  it('refuses a body that is too large', async () => {
    const answer = await setUp().post({}, `{"reason": "${'x'.repeat(5000)}"}`);
    expect([answer.statusCode, answer.json()]).toEqual([413, refusal('invalid_request', /too large/)]);
  });

  it('says that it could not be stored', async () => {
    const { intake, post } = setUp();
    vi.spyOn(intake, 'offer').mockImplementation(() => {
      throw new AuditError('state', 'intake.db: disk is full; make room');
    });
    const answer = await post();
    expect([answer.statusCode, answer.json()]).toEqual([503, refusal('state', 'intake.db: disk is full; make room')]);
  });

  it('keeps to itself why it failed otherwise', async () => {
    const { intake, post } = setUp();
    vi.spyOn(intake, 'offer').mockImplementation(() => {
      throw new Error('a secret');
    });
    const answer = await post();
    expect([answer.statusCode, answer.body]).toEqual([500, expect.not.stringContaining('a secret')]);
  });
});

describe('GET /api/v1/audits', () => {
  const audits = Array.from({ length: 30 }, (_, index) => exampleAudit({ id: `audit-${30 - index}` }));

  it('lists the newest with their reasons, 20 unless asked for another number', async () => {
    const { get } = setUp(audits);
    const { audits: listed } = (await get('/api/v1/audits')).json();
    expect(listed).toHaveLength(20);
    expect(listed[0]).toMatchObject({
      id: 'audit-30',
      finished_at: exampleAudit().finishedAt,
      triggers: ['scheduled', 'marker_detected'],
      reasons: ['it is due at 00:00', 'docs/PHASE_2.md says that something is complete'],
    });
    expect((await get('/api/v1/audits?limit=200')).json().audits).toHaveLength(30);
  });

  it.each([
    ['?lmit=5', /unknown query parameter "lmit"; the only one is limit/],
    ['?limit=5&x', /unknown query parameter "x"/],
    ['/audit-3?full=1', /unknown query parameter "full"; there is none here/],
  ])('refuses the parameters of %s', async (url, message) => {
    const answer = await setUp(audits).get(`/api/v1/audits${url}`);
    expect([answer.statusCode, answer.json()]).toEqual([400, refusal('invalid_request', message)]);
  });

  it.each(['0', '201', '-1', 'x', '1e2', ''])('refuses the limit %j', async (limit) => {
    const answer = await setUp(audits).get(`/api/v1/audits?limit=${limit}`);
    expect([answer.statusCode, answer.json()]).toEqual([400, refusal('invalid_request', /limit: .* 1 to 200/)]);
  });

  it('gives one by its id, and says where to look for others', async () => {
    const { get } = setUp(audits);
    expect((await get('/api/v1/audits/audit-3')).json()).toMatchObject({ schema_version: 1, audit: { id: 'audit-3' } });
    const none = await get('/api/v1/audits/audit-x');
    expect([none.statusCode, none.json()]).toEqual([404, refusal('not_found', /no audit "audit-x"; .*lists them/)]);
  });
});

describe('GET /reports', () => {
  it('gives each format of a report, and of the latest', async () => {
    const { folder, get } = setUp([exampleAudit({ id: 'b' }), exampleAudit({ id: 'a' })]);
    for (const id of ['a', 'b'])
      for (const format of ['json', 'md', 'html']) writeFileSync(join(folder, `${id}.${format}`), `"${id}"`);
    for (const [url, type, body] of [
      ['/reports/a.json', 'application/json; charset=utf-8', '"a"'],
      ['/reports/a.md', 'text/markdown; charset=utf-8', '"a"'],
      ['/reports/latest.html', 'text/html; charset=utf-8', '"b"'],
    ]) {
      const answer = await get(String(url));
      expect([answer.headers['content-type'], answer.body]).toEqual([type, body]);
      expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
    }
  });

  it('lists all, the newest first, as text with links that also work behind a prefix', async () => {
    const { get } = setUp([{ ...hostileAudit(), id: 'b' }, exampleAudit({ id: 'a' })]);
    const { body, headers } = await get('/reports');
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect([...body.matchAll(/href="([^"]*)"/g)].map(([, to]) => to)).toEqual(
      ['b', 'a'].flatMap((id) => ['html', 'json', 'md'].map((format) => `reports/${id}.${format}`)),
    );
    expect(body).toContain('it is due at 00:00; docs/PHASE_2.md says');
    expect(body).not.toContain('<script');
  });

  it('is found with a slash too, as the list of audits is', async () => {
    const { get } = setUp();
    expect((await get('/reports/')).headers.location).toBe('../reports');
    expect((await get('/api/v1/audits/?limit=1')).headers.location).toBe('../audits?limit=1');
  });

  it('is where / leads while there is none, and to the newest then', async () => {
    const none = setUp();
    expect((await none.get('/')).headers.location).toBe('reports');
    expect((await none.get('/reports')).body).toContain('No audit has finished yet.');
    expect((await setUp([exampleAudit()]).get('/')).headers.location).toBe('reports/latest.html');
  });

  it.each([
    'latest.html',
    'x.html',
    'a.exe',
    'a',
    '.html',
    '..%2Fintake.db',
    '..%2F..%2Fsecret.html',
    '%00.html',
    'a.json.html',
  ])('has nothing under %s', async (name) => {
    const { folder, get } = setUp();
    mkdirSync(join(folder, 'inner'));
    writeFileSync(join(folder, '../secret.html'), 'secret');
    onTestFinished(() => writeFileSync(join(folder, '../secret.html'), ''));
    const answer = await get(`/reports/${name}`);
    expect([answer.statusCode, answer.json()]).toEqual([404, refusal('not_found', /no audit/)]);
  });
});
