import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { loadConfig } from '@switchgear/config';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { examine } from './examine.ts';
import { checkKeys } from './keys.ts';
import { checkNode } from './node.ts';
import { checkPorts } from './ports.ts';
import { checkStateDir, judgeDisk } from './state-dir.ts';

const config = loadConfig({ env: {}, cwd: import.meta.dirname });

test.each([
  ['20.19.0', 'fault'],
  ['22.18.9', 'fault'],
  ['22.19.0', 'good'],
  ['24.0.0', 'good'],
])('Node.js %s is judged %s', (version, level) => {
  expect(checkNode(version).level).toBe(level);
});

test.each([
  [100e6, 'fault'],
  [1e9, 'warning'],
  [50e9, 'good'],
])('%d bytes of free disk are judged %s', (bytes, level) => {
  expect(judgeDisk(bytes, '/srv').level).toBe(level);
});

test('every fault of a configuration is shown with its place', async () => {
  const file = join(temporaryFolder(), 'switchgear.yaml');
  writeFileSync(file, 'gateway:\n  port: many\nsandboxx: {}\n');
  const faults = (await examine(file)).filter((finding) => finding.level === 'fault');
  expect(faults.map((finding) => finding.text)).toEqual([
    expect.stringMatching(/switchgear\.yaml \(line 2, gateway\.port\): /),
    expect.stringMatching(/switchgear\.yaml \(line 3.*sandboxx/),
  ]);
});

test('a state folder that cannot be made is a fault that says what to do', async () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  expect(await checkStateDir(join(file, 'state'))).toMatchObject({
    level: 'fault',
    text: expect.stringMatching(/cannot be written \(ENOTDIR\)\. Give it to your user/),
  });
});

test('simulated keys and a single real one are warnings', () => {
  expect(checkKeys(config).map(({ level, text }) => [level, text])).toEqual([
    ['warning', expect.stringContaining('DEEPSEEK_API_KEYS')],
    ['warning', expect.stringContaining('PERPLEXITY_API_KEYS')],
  ]);
  const real = loadConfig({ env: { DEEPSEEK_API_KEYS: 'sk-1234567890abcdef' }, cwd: import.meta.dirname });
  expect(checkKeys(real)).toMatchObject([{ level: 'warning', text: expect.stringContaining('Only one') }]);
});

describe('a port', () => {
  test('that another process holds is a fault that names it', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => {
      server.close();
    });
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const [finding] = await checkPorts({ ...config, gateway: { ...config.gateway, port } }, undefined).then(
      (findings) => findings.filter(({ subject }) => subject === `port ${port}`),
    );
    expect(finding).toMatchObject({ level: 'fault', text: expect.stringContaining(`taken by pid ${process.pid}: `) });
  });

  test('that our own program holds is good when it is ready', async () => {
    const program = { name: 'gateway', state: 'ready', pid: 4711, restarts: 0, ready: true } as const;
    const running = { pid: 1, state: 'running', started_at: 0, programs: [program] } as const;
    const findings = await checkPorts(config, running);
    expect(findings.find(({ subject }) => subject === `port ${config.gateway.port}`)).toMatchObject({
      level: 'good',
      text: 'gateway answers',
    });
  });
});
