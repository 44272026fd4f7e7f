import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Command } from 'commander';
import { ControlClient } from '../control/client.ts';
import { socketPath } from '../control/socket-path.ts';
import { CliError } from '../errors.ts';
import { locateState } from '../state/locate.ts';
import { removeState } from '../state/remove.ts';
import { PidRecords } from '../supervisor/pid-records.ts';
import { isAlive } from '../supervisor/process-table.ts';

/** Longer than any program may take to end, all layers together. */
const stopTimeoutMs = 45_000;

export function registerDown(program: Command): void {
  program
    .command('down')
    .description('end everything that up has started')
    .option('--remove-data', 'also remove what is in the state folder: keys at rest, logs, time series, admin token')
    .option('-c, --config <file>', 'configuration')
    .action(down);
}

async function down(options: { removeData?: boolean; config?: string }): Promise<void> {
  const { stateDir } = locateState(options.config);
  const supervisor = await new ControlClient(socketPath(stateDir)).stop();
  if (supervisor !== undefined) await untilGone(supervisor.pid);
  const orphans = await new PidRecords(join(stateDir, 'run')).endOrphans();
  const left = orphans.length === 0 ? '' : ` Ended ${orphans.join(', ')}, left over from a killed run.`;
  process.stdout.write(`${supervisor === undefined ? 'Nothing is running here.' : 'Stopped.'}${left}\n`);
  if (!options.removeData) return;
  const others = await removeState(stateDir);
  const kept = `the data in ${stateDir}. Left, because it is not ours: ${others.join(', ')}`;
  process.stdout.write(`Removed ${others.length === 0 ? stateDir : kept}\n`);
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
