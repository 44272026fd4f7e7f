import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type Config, loadConfig } from '@switchgear/config';
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { type Binaries, findBinaries } from '../binaries/find.ts';
import { type SettingsFile, writeSettings } from '../settings/write.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { alertmanagerCommand, forgetNotifications } from './alertmanager.ts';
import type { CommandLine } from './command-line.ts';
import { prometheusCommand } from './prometheus.ts';

let binaries: Binaries;
beforeAll(async () => {
  binaries = await findBinaries();
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function configOnFreePorts(): Promise<Config> {
  const config = loadConfig({ env: {}, cwd: temporaryFolder() });
  return {
    ...config,
    prometheus: { ...config.prometheus, port: await freePort() },
    alertmanager: { ...config.alertmanager, port: await freePort() },
  };
}

const alertmanagerSettings: SettingsFile = {
  path: 'monitoring/alertmanager/config.yml',
  text: 'route: { receiver: nobody }\nreceivers: [{ name: nobody }]\n',
};

function prometheusSettings({ alertmanager }: Config): SettingsFile {
  const targets = `[{ static_configs: [{ targets: ['127.0.0.1:${alertmanager.port}'] }] }]`;
  return { path: 'monitoring/prometheus/prometheus.yml', text: `alerting: { alertmanagers: ${targets} }\n` };
}

async function start(line: CommandLine): Promise<void> {
  const child = spawn(line.command, line.args, { cwd: line.cwd, stdio: 'ignore' });
  onTestFinished(async () => {
    if (child.exitCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  });
  await vi.waitFor(async () => expect((await fetch(line.readyUrl)).status).toBe(200), { timeout: 10_000 });
}

/** Scripts, styles and pictures of a page that are not there. */
async function brokenParts(page: string): Promise<string[]> {
  const html = await (await fetch(page)).text();
  const parts = [...html.matchAll(/<(?:script|link|img)[^>]*(?:src|href)="([^"]+)"/g)].map(
    ([, address = '']) => address,
  );
  expect(parts).not.toEqual([]);
  const fonts = '/classic/static/vendor/bootstrap4-glyphicons/fonts/glyphicons/glyphicons-halflings-regular.woff2';
  if (page.includes('/classic/')) parts.push(fonts);
  const statuses = await Promise.all(parts.map(async (part) => (await fetch(new URL(part, page))).status));
  return parts.filter((_, index) => statuses[index] !== 200);
}

test('Prometheus gets ready, shows its page and finds its Alertmanager', async () => {
  const config = await configOnFreePorts();
  await writeSettings(config.state_dir, [prometheusSettings(config), alertmanagerSettings]);
  const line = prometheusCommand(config, binaries);
  await Promise.all([start(line), start(alertmanagerCommand(config, binaries))]);
  expect(await brokenParts(line.url)).toEqual([]);
  const base = `http://127.0.0.1:${config.prometheus.port}`;
  await vi.waitFor(async () => {
    const { data } = (await (await fetch(`${base}/api/v1/alertmanagers`)).json()) as {
      data: { activeAlertmanagers: { url: string }[] };
    };
    expect(data.activeAlertmanagers[0]?.url).toContain(`127.0.0.1:${config.alertmanager.port}`);
  }, 10_000);
});

test('Alertmanager gets ready and shows what it is told', async () => {
  const config = await configOnFreePorts();
  await writeSettings(config.state_dir, [alertmanagerSettings]);
  const line = alertmanagerCommand(config, binaries);
  await start(line);
  const status = (await (await fetch(new URL('/api/v2/status', line.url))).json()) as { cluster: { status: string } };
  expect(status.cluster.status).toBe('disabled');
});

test('an Alertmanager that starts anew tells again what fires, and keeps its silences', async () => {
  const config = await configOnFreePorts();
  const data = join(config.state_dir, 'alertmanager', 'data');
  mkdirSync(data, { recursive: true });
  for (const name of ['nflog', 'silences']) writeFileSync(join(data, name), '');
  await forgetNotifications(config);
  await forgetNotifications(config);
  expect(readdirSync(data)).toEqual(['silences']);
});
