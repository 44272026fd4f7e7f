import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
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
  const entry = join(folder, 'apps', 'gateway', 'src', 'main.ts');
  mkdirSync(dirname(entry), { recursive: true });
  const listen = `server.listen(0, '127.0.0.1', () => console.log(server.address().port));`;
  writeFileSync(entry, `import { createServer } from 'node:net';\nconst server = createServer();\n${listen}`);
  const child = spawn(process.execPath, [entry], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const [port] = await once(child.stdout, 'data');
  expect(await findPortHolder(Number(port))).toMatchObject({ pid: child.pid, switchgear: { folder } });
});
