import { mkdirSync, writeFileSync } from 'node:fs';
import { request as send } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { startConsole, temporaryFolder } from '../testing/start.ts';

const script = 'export const answer = 42;';

async function start() {
  const siteDir = temporaryFolder();
  const write = (path: string, content: string | Buffer) => writeFileSync(join(siteDir, path), content);
  mkdirSync(join(siteDir, 'assets'));
  write('index.html', '<!doctype html>');
  write('icon.svg', '<svg/>');
  write('secret.txt', 'secret');
  write('assets/main-1.js', script);
  write('assets/main-1.js.gz', gzipSync(script));
  write('assets/picture-1.png', 'PNG');
  return startConsole({ siteDir });
}

it('a built file may be kept for ever, and is sent packed to whoever unpacks it', async () => {
  const { request } = await start();
  const get = (encoding: string, path = '/assets/main-1.js') =>
    request(path, { headers: { 'accept-encoding': encoding } });
  for (const [encoding, sent] of [
    ['gzip, deflate, br, zstd', 'gzip'],
    ['identity', null],
  ] as const) {
    const answer = await get(encoding);
    expect([answer.status, await answer.text()]).toEqual([200, script]);
    expect(answer.headers.get('content-encoding')).toBe(sent);
    expect(answer.headers.get('content-type')).toMatch(/^application\/javascript/);
    expect(answer.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
    expect(answer.headers.get('vary')).toMatch(/accept-encoding/i);
  }
  const picture = await get('gzip', '/assets/picture-1.png');
  expect([await picture.text(), picture.headers.get('content-encoding')]).toEqual(['PNG', null]);
});

it('nothing but the built files can be had', async () => {
  const { url } = await start();
  const { hostname, port } = new URL(url);
  const statusOf = (path: string) =>
    new Promise((resolve, reject) => {
      send({ hostname, port, path }, (answer) => resolve(answer.resume().statusCode))
        .on('error', reject)
        .end();
    });
  for (const path of ['../secret.txt', '%2e%2e/secret.txt', '..%2fsecret.txt', '//etc/passwd', 'none.js', '']) {
    expect([path, await statusOf(`/assets/${path}`)]).toEqual([path, expect.toBeOneOf([400, 403, 404])]);
  }
  expect(await statusOf('/icon.svg')).toBe(200);
});
