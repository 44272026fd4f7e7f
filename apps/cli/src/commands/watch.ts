import type { Command } from 'commander';
import { CliError, exitStatus } from '../errors.ts';
import { agentConfig, runAgent } from './agent.ts';

export function registerWatch(program: Command): void {
  program
    .command('watch')
    .description('run the tests that a change affects, as soon as it is saved')
    .argument('[path]', 'the tree to watch (default: test_watcher.path, then the working folder)')
    .option('--once', 'test what has changed since the last time, then end: 0 passed, 1 failed, 2 could not be run')
    .option('--all', 'begin with all tests')
    .option('--junit <file>', 'with --once, write the results as JUnit XML')
    .option('-c, --config <file>', agentConfig)
    .action(watch);
}

interface WatchOptions {
  readonly once?: boolean;
  readonly all?: boolean;
  readonly junit?: string;
  readonly config?: string;
}

async function watch(path: string | undefined, options: WatchOptions): Promise<void> {
  if (options.junit !== undefined && !options.once) {
    const message = '--junit writes the results of one run; add --once';
    throw new CliError('invalid_argument', message, { exitStatus: exitStatus.usage });
  }
  const args = [
    '--terminal',
    ...(options.once ? ['--once'] : []),
    ...(options.all ? ['--all'] : []),
    ...(options.junit === undefined ? [] : ['--junit', options.junit]),
  ];
  await runAgent('test-watcher', args, { ...options, path });
}
