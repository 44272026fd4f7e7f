import { loadConfig } from '@switchgear/config';
import type { Command } from 'commander';
import { ControlClient } from '../control/client.ts';
import { socketPath } from '../control/socket-path.ts';
import { notRunning } from './running.ts';

export function registerRestart(program: Command): void {
  program
    .command('restart')
    .description('stop one program, start it again and wait until it is ready')
    .argument('<program>', 'gateway, sandbox, console, test-watcher, audit-agent, prometheus, alertmanager or trickle')
    .option('-c, --config <file>', 'configuration')
    .action(restart);
}

async function restart(name: string, options: { config?: string }): Promise<void> {
  const config = loadConfig({ file: options.config });
  const status = await new ControlClient(socketPath(config.state_dir)).restart(name);
  if (status === undefined) throw notRunning(config.state_dir);
  const pid = status.programs.find((program) => program.name === name)?.pid;
  process.stdout.write(`${name} is ready again (pid ${pid}).\n`);
}
