import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { describeHolder, portHolder } from './port-holder.ts';

/** A folder that looks like /proc: the given processes, and port 8000 (1F40) held by the socket with inode 777. */
async function fakeProc(processes: Record<string, { descriptors: string[]; commandLine: string[] }>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'switchgear-proc-'));
  onTestFinished(() => rm(root, { recursive: true }));
  const header = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';
  const row = (local: string, state: string, inode: number) =>
    `   0: ${local} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000  1000        0 ${inode} 1 0 100 0 0 10 0\n`;
  await mkdir(join(root, 'net'));
  await writeFile(join(root, 'net', 'tcp'), header + row('0100007F:1F40', '01', 555) + row('0100007F:1F41', '0A', 666));
  await writeFile(join(root, 'net', 'tcp6'), header + row('00000000000000000000000000000000:1F40', '0A', 777));
  for (const [pid, { descriptors, commandLine }] of Object.entries(processes)) {
    await mkdir(join(root, pid, 'fd'), { recursive: true });
    await writeFile(join(root, pid, 'cmdline'), commandLine.map((part) => `${part}\0`).join(''));
    for (const [index, target] of descriptors.entries()) await symlink(target, join(root, pid, 'fd', `${index}`));
  }
  return root;
}

test.runIf(process.platform === 'linux')('a port of this process is found to be held by it', async () => {
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  onTestFinished(() => void server.close());
  expect(await portHolder(port)).toMatchObject({ pid: process.pid, uid: process.getuid?.() });
});

test('the listener is told from connections and from other ports', async () => {
  const root = await fakeProc({
    '40': { descriptors: ['socket:[555]', '/dev/null'], commandLine: ['curl'] },
    '41': { descriptors: ['socket:[666]'], commandLine: ['nginx'] },
    '42': {
      descriptors: ['/dev/null', 'socket:[777]'],
      commandLine: ['/usr/bin/python3', 'server.py', '--token', 'x'],
    },
  });
  expect(await portHolder(8000, root)).toEqual({ uid: 1000, pid: 42, command: 'python3' });
});

test('of a Node program the script is named, and no further argument', async () => {
  const commandLine = ['/opt/node', '--conditions=source', 'apps/gateway/src/main.ts', '--token', 'secret'];
  const root = await fakeProc({ '42': { descriptors: ['socket:[777]'], commandLine } });
  expect(await portHolder(8000, root)).toEqual({ uid: 1000, pid: 42, command: 'node apps/gateway/src/main.ts' });
});

test('a holder that cannot be looked at is known by its user', async () => {
  const holder = await portHolder(8000, await fakeProc({}));
  expect(holder).toEqual({ uid: 1000 });
  expect(describeHolder(holder)).toBe('a process of user id 1000');
});

test('a free port has no holder, and neither has any port where there is no /proc', async () => {
  expect(await portHolder(9999, await fakeProc({}))).toBeUndefined();
  expect(await portHolder(8000, join(tmpdir(), 'switchgear-no-such-folder'))).toBeUndefined();
  expect(describeHolder(undefined)).toBe('another process');
});
