import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { findBinaries } from '@switchgear/stack';
import { expect, onTestFinished, vi } from 'vitest';
import { type WriteOptions, type Written, writeConfig } from './written.ts';

const timings = {
  groupWait: '50ms',
  groupInterval: '200ms',
  repeatInterval: { critical: '1h', warning: '1h', info: '1h' },
};

/** An alert as API v2 takes it. */
export interface PostedAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly generatorURL?: string;
  readonly startsAt?: string;
  readonly endsAt?: string;
}

export interface Alertmanager extends Written {
  post(...alerts: PostedAlert[]): Promise<void>;
  /** Names of the alerts that others inhibit. */
  inhibited(): Promise<string[]>;
  /** The value of a series of its own metrics, written as there. */
  metric(series: string): Promise<number>;
  log(): string;
}

/** A real Alertmanager with the shipped routes and templates; only its waits are short. */
export async function startAlertmanager(options: WriteOptions): Promise<Alertmanager> {
  const binaries = await findBinaries();
  const written = writeConfig({ timings, ...options });
  const address = `127.0.0.1:${await freePort()}`;
  const child = spawn(
    binaries.alertmanager,
    [
      `--config.file=${written.configFile}`,
      `--storage.path=${written.folder}/data`,
      `--web.listen-address=${address}`,
      '--cluster.listen-address=',
    ],
    { cwd: binaries.templates, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => {
    log += chunk;
  });
  onTestFinished(async () => {
    if (child.exitCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
  await vi.waitFor(async () => expect((await fetch(`http://${address}/-/ready`)).status, log).toBe(200), 10_000);
  const alertsUrl = `http://${address}/api/v2/alerts`;
  return {
    ...written,
    async post(...alerts) {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(alertsUrl, { method: 'POST', headers, body: JSON.stringify(alerts) });
      expect(answer.status, await answer.text()).toBe(200);
    },
    async inhibited() {
      const alerts = (await (await fetch(alertsUrl)).json()) as JudgedAlert[];
      return alerts.filter(({ status }) => status.inhibitedBy.length > 0).map(({ labels }) => labels.alertname);
    },
    async metric(series) {
      const lines = (await (await fetch(`http://${address}/metrics`)).text()).split('\n');
      const line = lines.find((each) => each.startsWith(`${series} `)) ?? '';
      return Number(line.slice(series.length + 1) || Number.NaN);
    },
    log: () => log,
  };
}

interface JudgedAlert {
  readonly labels: { readonly alertname: string };
  readonly status: { readonly inhibitedBy: readonly string[] };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
