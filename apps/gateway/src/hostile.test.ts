import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunningGateway, startGateway } from './test-support/gateway.ts';
import { answer, chunk, type ScriptedProvider, startProvider } from './test-support/provider.ts';

let provider: ScriptedProvider;
let gateway: RunningGateway;

beforeEach(async () => {
  provider = await startProvider();
  gateway = await startGateway(provider.url, ['one', 'two'], {
    bodyLimitBytes: 2_000_000,
    clientTokens: ['a-client'],
    deadlines: { firstTokenMs: 1000, idleMs: 1000, totalMs: 1500 },
  });
});

afterEach(async () => {
  await gateway.stop();
  await provider.stop();
});

const headers = { authorization: 'Bearer a-client', 'content-type': 'application/json' };
const codeOf = async (response: Response) => ((await response.json()) as { error: { code: string } }).error.code;

/** Sends bytes as they are and reads until the connection ends. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(gateway.url);
    let received = '';
    connect(Number(port), hostname)
      .setEncoding('utf8')
      .on('data', (part) => {
        received += part;
      })
      .on('close', () => resolve(received))
      .on('error', reject)
      .end(text);
  });
}

describe('a hostile body', () => {
  it('that breaks in millions of places, or nests without end, is refused for its first fault', async () => {
    const bodies = [`[${','.repeat(900_000)}`, 'x '.repeat(900_000), `{"messages":[${'['.repeat(900_000)}`];
    for (const body of bodies) {
      const response = await gateway.chat({}, { headers, body });
      expect([response.status, await codeOf(response)]).toEqual([400, 'invalid_json']);
    }
    expect(provider.calls).toEqual([]);
  });

  it('is not read before its sender is known', async () => {
    const response = await gateway.chat({}, { headers: { 'content-type': 'application/json' }, body: '{' });
    expect([response.status, await codeOf(response)]).toEqual([401, 'invalid_api_key']);
  });

  it('over the limit is answered even to a client that sends it all first', async () => {
    const body = Buffer.alloc(3_500_000, 0x20);
    const status = await new Promise((resolve, reject) => {
      const request = httpRequest(`${gateway.url}/v1/chat/completions`, {
        method: 'POST',
        headers: { ...headers, 'content-length': body.length },
      });
      request.on('error', reject).on('response', (response) => resolve(response.resume().statusCode));
      request.end(body);
    });
    expect(status).toBe(413);
  });
});

describe('what is no request', () => {
  it.each([
    ['a path that is no path', 'GET /%zz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n', 400],
    ['no HTTP', 'HELLO\r\n\r\n', 400],
    ['endless headers', `GET / HTTP/1.1\r\nhost: x\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ])('%s is answered in the documented shape', async (_, text, status) => {
    const received = await raw(text);
    expect(received).toContain(`HTTP/1.1 ${status} `);
    const { error } = JSON.parse(received.slice(received.indexOf('\r\n\r\n') + 4));
    expect(error).toMatchObject({ code: 'invalid_request', message: expect.any(String), param: null });
  });
});

describe('a provider', () => {
  it('cannot put anything but texts into the shape of an error', async () => {
    provider.handle = (_request, response) =>
      answer(response, 400, {
        error: { message: { deep: true }, code: 12345, param: ['x'], type: 'theirs', extra: 1 },
      });
    const response = await gateway.chat({}, { headers });
    expect(await response.json()).toEqual({
      error: { message: expect.any(String), type: 'theirs', param: null, code: 'request_rejected' },
    });
  });
});

describe('a client that does not read', () => {
  it('holds its key no longer than the deadline of the call', async () => {
    const piece = chunk('x'.repeat(60_000));
    provider.handle = (_request, response) => {
      const more = () => {
        while (!response.destroyed && response.write(piece));
      };
      response.on('drain', more);
      more();
    };
    const { hostname, port } = new URL(gateway.url);
    const body = JSON.stringify({ model: 'm', stream: true, messages: [] });
    const socket = connect(Number(port), hostname).pause();
    socket.on('error', () => {});
    socket.write(
      `POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer a-client\r\n` +
        `content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    const cut = () => gateway.metric('gateway_requests_total{provider="p",outcome="stream_cut"}');
    await expect.poll(cut, { timeout: 10_000 }).toBe(1);
    const { keys } = (await (await gateway.admin('/api/v1/keys')).json()) as { keys: { in_flight: number }[] };
    expect(keys.map((key) => key.in_flight)).toEqual([0, 0]);
    socket.destroy();
  });
});

describe('without a place for the audit log', () => {
  it('the admin API still reads and refuses, and changes nothing', async () => {
    const folder = join(gateway.stateDir, 'audit');
    rmSync(folder, { recursive: true, force: true });
    writeFileSync(folder, 'a file where a folder belongs');
    chmodSync(folder, 0o400);
    expect((await gateway.admin('/api/v1/keys')).status).toBe(200);
    expect((await fetch(`${gateway.url}/api/v1/keys`)).status).toBe(401);
    const body = { mode: 'forced_open' };
    const change = await gateway.admin('/api/v1/circuit-breaker/id-one/override', { method: 'POST', body });
    expect([change.status, change.headers.get('retry-after')]).toEqual([503, '10']);
    expect(await codeOf(change)).toBe('audit_unavailable');
    const stats = await (await gateway.admin('/api/v1/circuit-breaker/stats')).json();
    expect(stats).toMatchObject({ breakers: [{ mode: 'auto' }, { mode: 'auto' }] });
  });
});
