import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { findBinaries } from '@switchgear/stack';
import { expect, onTestFinished, vi } from 'vitest';
import { temporaryFolder } from './start.ts';

/** A real Alertmanager, which notifies at once as its configuration says; it ends with the test. */
export async function startAlertmanager(config: string): Promise<string> {
  const { alertmanager, templates } = await findBinaries();
  const folder = temporaryFolder();
  const address = `127.0.0.1:${await freePort()}`;
  writeFileSync(join(folder, 'config.yml'), config);
  const flags = {
    'config.file': `${folder}/config.yml`,
    'storage.path': `${folder}/data`,
    'web.listen-address': address,
  };
  const child = spawn(
    alertmanager,
    [...Object.entries(flags).map(([name, value]) => `--${name}=${value}`), '--cluster.listen-address='],
    { cwd: templates, stdio: 'ignore' },
  );
  onTestFinished(async () => {
    if (child.exitCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
  await vi.waitFor(async () => expect((await fetch(`http://${address}/-/ready`)).status).toBe(200), 10_000);
  return `http://${address}`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
