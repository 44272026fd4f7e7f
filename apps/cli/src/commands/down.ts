import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, relative } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { loadConfig } from '@switchgear/config';
import type { Command } from 'commander';
import { ControlClient } from '../control/client.ts';
import { socketPath } from '../control/socket-path.ts';
import { CliError } from '../errors.ts';
import { PidRecords } from '../supervisor/pid-records.ts';
import { isAlive } from '../supervisor/process-table.ts';

/** Longer than any program may take to end, all layers together. */
const stopTimeoutMs = 45_000;

export function registerDown(program: Command): void {
  program
    .command('down')
    .description('end everything that up has started')
    .option('--remove-data', 'also remove the state folder: keys at rest, logs, time series, admin token')
    .option('-c, --config <file>', 'configuration')
    .action(down);
}

async function down(options: { removeData?: boolean; config?: string }): Promise<void> {
  const config = loadConfig({ file: options.config });
  const supervisor = await new ControlClient(socketPath(config.state_dir)).stop();
  if (supervisor !== undefined) await untilGone(supervisor.pid);
  const orphans = await new PidRecords(join(config.state_dir, 'run')).endOrphans();
  const left = orphans.length === 0 ? '' : ` Ended ${orphans.join(', ')}, left over from a killed run.`;
  process.stdout.write(`${supervisor === undefined ? 'Nothing is running here.' : 'Stopped.'}${left}\n`);
  if (options.removeData) await removeData(config.state_dir);
}

async function untilGone(pid: number): Promise<void> {
  const deadline = performance.now() + stopTimeoutMs;
  while (isAlive(pid)) {
    if (performance.now() > deadline) {
      throw new CliError(
        'program_failed',
        `The supervisor (pid ${pid}) does not end. End it by force with: kill -9 ${pid}; then run npx switchgear down again.`,
      );
    }
    await delay(50);
  }
}

async function removeData(stateDir: string): Promise<void> {
  if (!existsSync(stateDir)) return;
  const holdsOthers = [process.cwd(), homedir()].some((folder) => !relative(stateDir, folder).startsWith('..'));
  if (holdsOthers || !existsSync(join(stateDir, 'run'))) {
    throw new CliError(
      'state_dir',
      `${stateDir} is not a folder of Switchgear alone, so it is left as it is. Remove what you do not need by hand.`,
    );
  }
  await rm(stateDir, { recursive: true });
  process.stdout.write(`Removed ${stateDir}\n`);
}
