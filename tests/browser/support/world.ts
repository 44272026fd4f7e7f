import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { History, type World } from '@switchgear/drill';
import { findBinaries } from '@switchgear/stack';
import { root, run } from '../../support/command.ts';
import { eventually } from '../../support/eventually.ts';
import { freePorts } from '../../support/free-ports.ts';
import { onAnyEnd } from '../../support/last-resort.ts';
import { killProcessesOf } from '../../support/processes.ts';
import { PrometheusClient } from '../../support/prometheus.ts';

/** A console over a Prometheus that holds two hours of a world of the drill, with every file of `monitoring/`. */
export interface WorldConsole {
  readonly url: string;
  readonly prometheus: PrometheusClient;
  readonly prometheusUrl: string;
  /** Epoch milliseconds of the newest sample. */
  readonly now: number;
  readonly stateDir: string;
  dispose(): void;
}

/** Starts both; nothing scrapes, so what is drawn stays the same. */
export async function startWorld(world: World, env: Readonly<Record<string, string>> = {}): Promise<WorldConsole> {
  const folder = mkdtempSync(join(tmpdir(), 'switchgear-world-'));
  const callOff = onAnyEnd(() => killProcessesOf(folder));
  const dispose = () => {
    callOff();
    killProcessesOf(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    const now = Math.floor(Date.now() / 30_000) * 30;
    const binaries = await findBinaries();
    const history = join(folder, 'history.txt');
    writeFileSync(history, new History(world, now).openMetrics());
    const blocks = [
      'tsdb',
      'create-blocks-from',
      '--max-block-duration=400h',
      'openmetrics',
      history,
      join(folder, 'data'),
    ];
    const made = await run(binaries.promtool, blocks);
    if (made.status !== 0) throw new Error(`promtool could not store ${world.name}: ${made.output}`);
    const [prometheusPort = 0, consolePort = 0] = await freePorts(2);
    const prometheusUrl = `http://127.0.0.1:${prometheusPort}`;
    const config = join(folder, 'prometheus.yml');
    writeFileSync(config, '{}');
    start(binaries.prometheus, [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${prometheusPort}`,
    ]);
    const stateDir = join(folder, 'state');
    mkdirSync(stateDir);
    cpSync(join(root, 'monitoring'), join(stateDir, 'monitoring'), { recursive: true });
    const settings = join(folder, 'switchgear.yaml');
    writeFileSync(
      settings,
      JSON.stringify({
        state_dir: stateDir,
        prometheus: { enabled: false },
        alertmanager: { enabled: false },
        links: { prometheus: prometheusUrl },
        console: { port: consolePort },
      }),
    );
    start(
      process.execPath,
      [
        '--conditions=switchgear-source',
        '--disable-warning=ExperimentalWarning',
        join(root, 'apps/console/src/main.ts'),
      ],
      { SWITCHGEAR_CONFIG: settings, ...env },
    );
    const url = `http://127.0.0.1:${consolePort}`;
    await eventually(() => assertOk(`${url}/ready`));
    await eventually(() => assertOk(`${prometheusUrl}/-/ready`));
    return { url, prometheus: new PrometheusClient(prometheusUrl), prometheusUrl, now: now * 1000, stateDir, dispose };
  } catch (error) {
    dispose();
    throw error;
  }
}

function start(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): void {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] });
  let text = '';
  child.stderr.setEncoding('utf8').on('data', (more: string) => {
    text += more;
  });
  void once(child, 'exit').then(([status]) => {
    if (status !== null && status !== 0) console.error(`${command} ended with ${status}:\n${text.slice(-2000)}`);
  });
}

async function assertOk(url: string): Promise<void> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
}
