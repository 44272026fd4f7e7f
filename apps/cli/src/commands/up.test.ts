import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFailed, onTestFinished, test } from 'vitest';
import { compileCache } from '../testing/compile-cache.ts';
import { freePort } from '../testing/fake-spec.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

/** Gateway and sandbox alone, on free ports, in a folder of their own. */
async function createInstallation() {
  const folder = temporaryFolder();
  const ports = { gateway: await freePort(), sandbox: await freePort() };
  const lines = Object.entries(ports).map(([name, port]) => `${name}: { port: ${port} }`);
  const others = ['prometheus', 'alertmanager', 'console', 'test_watcher', 'audit_agent'];
  const off = others.map((name) => `${name}: { enabled: false }`);
  writeFileSync(join(folder, 'switchgear.yaml'), [...lines, ...off].join('\n'));
  return {
    ports,
    run: (...args: string[]) => run(folder, args),
    spoilConfig: () => appendFileSync(join(folder, 'switchgear.yaml'), '\ngatewayy: {}\n'),
  };
}

async function run(folder: string, args: readonly string[]) {
  const { SWITCHGEAR_CONFIG: _, DEEPSEEK_API_KEYS: __, PERPLEXITY_API_KEYS: ___, ...env } = process.env;
  const entry = join(import.meta.dirname, '..', 'main.ts');
  const child = spawn(process.execPath, ['--conditions=switchgear-source', entry, ...args], {
    cwd: folder,
    env: { ...env, NO_COLOR: '1', NODE_COMPILE_CACHE: compileCache },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { stdout, stderr, status };
}

test('up --detach returns when all is ready and says so; status and down find it', async () => {
  const { run, ports, spoilConfig } = await createInstallation();
  onTestFailed(() => run('down').then(() => {}));
  const up = await run('up', '--detach');
  expect(up.stderr).toMatch(/^gateway: ready after [\d.]+ s$/m);
  expect(up.stdout).toContain(`  base URL  http://127.0.0.1:${ports.gateway}/v1\n`);
  expect(up.stdout).toContain('No key is configured: DeepSeek and Perplexity are simulated by the sandbox.');
  expect(up.status).toBe(0);

  const status = await run('status', '--json');
  expect(status.status).toBe(0);
  expect(JSON.parse(status.stdout)).toMatchObject({
    simulated: true,
    supervisor: { state: 'running' },
    providers: [
      { name: 'deepseek', keys: { active: 3, resting: 0, quarantined: 0, backup: 0 } },
      { name: 'perplexity', keys: { active: 3 } },
    ],
  });

  // What runs can be looked at and ended, whatever becomes of the file.
  spoilConfig();
  const spoiled = await run('status', '--json');
  expect(spoiled).toMatchObject({ status: 0, stderr: expect.stringContaining('gatewayy') });
  expect(JSON.parse(spoiled.stdout)).toMatchObject({ simulated: true, supervisor: { state: 'running' } });
  const down = await run('down', '--remove-data');
  expect(down).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Stopped\.\nRemoved /) });
  await expect(fetch(`http://127.0.0.1:${ports.gateway}/health`)).rejects.toThrow();
}, 40_000);

test('up --detach that cannot start says why and leaves nothing running', async () => {
  const { run, ports } = await createInstallation();
  const holder = createServer().listen(ports.gateway, '127.0.0.1');
  await once(holder, 'listening');
  onTestFinished(() => {
    holder.close();
  });
  let callers = 0;
  holder.on('connection', (socket) => {
    callers += 1;
    socket.destroy();
  });
  const up = await run('up', '--detach');
  expect(up).toMatchObject({ status: 1, stdout: '' });
  expect(up.stderr).toContain(`Port ${ports.gateway} of gateway is taken by pid ${process.pid}: `);
  for (const command of ['status', 'keys', 'breakers']) {
    expect(await run(command)).toMatchObject({ status: 3, stderr: expect.stringContaining('npx switchgear up') });
  }
  expect(callers).toBe(0);
});
