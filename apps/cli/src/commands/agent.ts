import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { loadConfig } from '@switchgear/config';
import { exitStatus } from '../errors.ts';
import { type entries, nodeCommand } from '../supervisor/entries.ts';

type Agent = Extract<keyof typeof entries, 'test-watcher' | 'audit-agent'>;

/** Runs an agent in this terminal until it ends by itself or by Ctrl-C, and ends with its exit status. */
export async function runAgent(name: Agent, args: readonly string[], options: { config?: string }): Promise<void> {
  const { command, args: line, env } = nodeCommand(name, args, loadConfig({ file: options.config }));
  const child = spawn(command, line, { stdio: 'inherit', env: { ...process.env, ...env } });
  // A terminal sends Ctrl-C to it as well; whoever signals this process alone means both.
  const pass = (signal: NodeJS.Signals) => void child.kill(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, pass);
  const [code] = (await once(child, 'exit')) as [number | null];
  for (const signal of signals) process.off(signal, pass);
  process.exitCode = code ?? exitStatus.interrupted;
}
