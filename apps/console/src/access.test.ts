import { request as send } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { links, type Running, startConsole } from './testing/start.ts';

const token = 'correct:horse-battery';
const basic = (user: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
});
const closed = [
  '/',
  '/inbox',
  '/runbooks',
  '/d/x',
  '/silences/new',
  '/assets/main-1.js',
  '/icon.svg',
  '/api/v1/inbox',
  '/api/v1/dashboards',
  '/prometheus/api/v1/query?query=1',
  '/alertmanager/api/v2/alerts',
  '/gateway/health/full',
  '/gateway/api/v1/keys',
  '/nothing',
];

/** fetch does not let anybody choose the Host. */
function statusFor({ url }: Running, host: string, path = '/'): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = send(`${url}${path}`, { headers: { host } }, async (answer) => {
      await text(answer);
      resolve(answer.statusCode ?? 0);
    });
    call.on('error', reject).end();
  });
}

describe('a console with a token', () => {
  it.each(closed)('asks for it at %s', async (path) => {
    const { request } = await startConsole({ token });
    const answer = await request(path);
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([
      401,
      expect.stringMatching(/^Basic realm/),
    ]);
    expect(await answer.text()).toContain('console.token');
  });

  it('lets any user in with it, and nobody without', async () => {
    const { request } = await startConsole({ token });
    const statusWith = async (headers: Record<string, string>) => (await request('/inbox', { headers })).status;
    expect(await statusWith(basic('', token))).toBe(200);
    expect(await statusWith(basic('ada', token))).toBe(200);
    for (const wrong of ['', 'correct', `${token} `, `${token}x`, 'horse-battery']) {
      expect(await statusWith(basic('ada', wrong))).toBe(401);
    }
    for (const authorization of [`Bearer ${token}`, 'Basic', 'Basic %%%', `Basic ${token}`]) {
      expect(await statusWith({ authorization })).toBe(401);
    }
  });

  it('lets programs in without, that have none to send', async () => {
    const { request, post } = await startConsole({ token });
    for (const path of ['/metrics', '/health', '/ready']) expect((await request(path)).status).toBe(200);
    expect((await post('/inbox/slack', { text: 'a' })).status).toBe(200);
    expect((await post('/inbox/heartbeat', { status: 'firing' })).status).toBe(200);
    expect((await post('/api/v1/silences', {})).status).toBe(401);
    expect((await post('/gateway/api/v1/circuit-breaker/reset', {})).status).toBe(401);
    expect((await request('/api/v1/silences/1', { method: 'DELETE' })).status).toBe(401);
  });

  it('goes by any name', async () => {
    expect(await statusFor(await startConsole({ token }), 'build-box:3000')).toBe(401);
  });

  it('keeps it out of the log', async () => {
    const { request, log } = await startConsole({ token });
    await request('/api/v1/silences', { method: 'POST', headers: basic('ada', token) });
    expect(log()).toContain('/api/v1/silences refused a request');
    expect(log()).not.toMatch(/correct:horse|Basic/);
  });
});

describe('a console without a token', () => {
  it('goes by addresses, localhost and the name of its link only, so that no page of others gets at it', async () => {
    const running = await startConsole({ links: { ...links, console: 'http://ops.example.com' } });
    for (const host of ['127.0.0.1', 'localhost:3000', '[::1]:3000', 'ops.example.com']) {
      expect(await statusFor(running, host), host).toBe(200);
    }
    for (const host of ['evil.example', 'localhost.evil.example:3000', '127.0.0.1.evil.example']) {
      expect(await statusFor(running, host), host).toBe(421);
    }
    expect(await statusFor(running, 'evil.example', '/prometheus/api/v1/query')).toBe(421);
    expect(await statusFor(running, 'console:3000', '/metrics')).toBe(200);
  });
});
