import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { freePort } from '../testing/fake-spec.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { findPortHolder, listeningInodes } from './holder.ts';

const header = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode';
const row = (address: string, state: string, inode: number) =>
  `   0: ${address} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000     0        0 ${inode} 1 0000`;

test('only sockets that listen on the port count', () => {
  const table = [
    header,
    row('0100007F:1F40', '0A', 11),
    row('0100007F:1F40', '01', 12),
    row('0100007F:1F41', '0A', 13),
    row('00000000000000000000000001000000:1F40', '0A', 14),
  ].join('\n');
  expect(listeningInodes(table, 8000)).toEqual(['11', '14']);
});

test.runIf(process.platform === 'linux')('a gateway of another clone is known by where it was started', async () => {
  const folder = temporaryFolder();
  const port = await freePort();
  const entry = join(folder, 'apps', 'gateway', 'src', 'main.ts');
  mkdirSync(dirname(entry), { recursive: true });
  writeFileSync(entry, `require('node:net').createServer().listen(${port}, '127.0.0.1');`);
  const child = spawn(process.execPath, [entry], { cwd: folder, stdio: 'ignore' });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  await vi.waitFor(
    async () => expect(await findPortHolder(port)).toMatchObject({ pid: child.pid, switchgear: { folder } }),
    5_000,
  );
});
