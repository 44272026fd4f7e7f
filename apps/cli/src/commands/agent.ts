import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { loadConfig, SwitchgearConfigError } from '@switchgear/config';
import { CliError, exitStatus } from '../errors.ts';
import { type entries, nodeCommand } from '../supervisor/entries.ts';

type Agent = Extract<keyof typeof entries, 'test-watcher' | 'audit-agent'>;

/** Runs an agent in this terminal until it ends by itself or by Ctrl-C, and ends with its exit status. */
export async function runAgent(name: Agent, args: readonly string[], options: { config?: string }): Promise<void> {
  const { command, args: line, env } = nodeCommand(name, args, configOf(args, options.config));
  const child = spawn(command, line, { stdio: 'inherit', env: { ...process.env, ...env } });
  // A terminal sends Ctrl-C to it as well; whoever signals this process alone means both.
  const pass = (signal: NodeJS.Signals) => void child.kill(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, pass);
  const [code] = (await once(child, 'exit')) as [number | null];
  for (const signal of signals) process.off(signal, pass);
  process.exitCode = code ?? exitStatus.interrupted;
}

function configOf(args: readonly string[], file: string | undefined) {
  try {
    return loadConfig({ file });
  } catch (error) {
    const judges = args.includes('--gate') || args.includes('--once');
    if (!judges || !(error instanceof SwitchgearConfigError)) throw error;
    // A fault would be a verdict on the tree, which nobody has looked at.
    throw new CliError('invalid_argument', error.message, { exitStatus: exitStatus.usage, cause: error });
  }
}
