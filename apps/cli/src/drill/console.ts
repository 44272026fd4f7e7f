import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { committedFiles } from '@switchgear/monitoring';
import { writeSettings } from '@switchgear/stack';
import { CliError } from '../errors.ts';
import { root } from '../root.ts';

/** A console of its own, to which the links of a drill's alerts lead. */
export interface DrillConsole extends AsyncDisposable {
  readonly url: string;
}

/** Its pages may have to be built first. */
const timeoutMs = 120_000;

/**
 * Starts the console with runbook and dashboards of every program, on a free port.
 *
 * @param folder holds its state and configuration; the caller removes it
 * @throws CliError program_failed with what it wrote; the signal's reason when aborted
 */
export async function startConsole(folder: string, signal: AbortSignal): Promise<DrillConsole> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const configFile = join(folder, 'switchgear.yaml');
  // JSON is YAML.
  await writeFile(configFile, JSON.stringify({ state_dir: folder, console: { port } }));
  await writeSettings(
    folder,
    committedFiles().filter(({ path }) => path.startsWith('monitoring/')),
  );
  const entry = join(root, 'apps', 'console', 'src', 'main.ts');
  const child = spawn(process.execPath, [...process.execArgv, entry], {
    // A session of its own: a Ctrl-C in the terminal ends the drill, which ends the console.
    detached: process.platform !== 'win32',
    env: { ...process.env, SWITCHGEAR_CONFIG: configFile },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const ended = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  const deadline = Date.now() + timeoutMs;
  try {
    while (!(await answers(`${url}/ready`))) {
      signal.throwIfAborted();
      if (child.exitCode !== null || Date.now() > deadline) {
        throw new CliError('program_failed', `The console of the drill did not start:\n${output}`);
      }
      await delay(50);
    }
  } catch (error) {
    if (child.exitCode === null) await stop();
    throw error;
  }
  return { url, [Symbol.asyncDispose]: stop };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url);
    await response.body?.cancel();
    return response.ok;
  } catch {
    // Not yet.
    return false;
  }
}
