import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { loadConfig, SwitchgearConfigError } from '@switchgear/config';
import { CliError, exitStatus } from '../errors.ts';
import { prepareStateFolder } from '../state/prepare.ts';
import { type entries, nodeCommand } from '../supervisor/entries.ts';

export const agentConfig = 'configuration (default: $SWITCHGEAR_CONFIG, then ./switchgear.yaml, then that of the tree)';

type Agent = Extract<keyof typeof entries, 'test-watcher' | 'audit-agent'>;

export interface AgentOptions {
  /** The tree; otherwise that of the configuration. */
  readonly path?: string | undefined;
  /** A configuration file. */
  readonly config?: string | undefined;
}

/** Runs an agent in this terminal until it ends by itself or by Ctrl-C, and ends with its exit status. */
export async function runAgent(
  name: Agent,
  args: readonly string[],
  { path, config: file }: AgentOptions,
): Promise<void> {
  const config = configOf(args, file, path);
  prepareStateFolder(config.state_dir);
  const ofTree = path === undefined ? [] : ['--path', path];
  const { command, args: line, env } = nodeCommand(name, [...ofTree, ...args], config);
  const child = spawn(command, line, { stdio: 'inherit', env: { ...process.env, ...env } });
  // A terminal sends Ctrl-C to it as well; whoever signals this process alone means both.
  const pass = (signal: NodeJS.Signals) => void child.kill(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, pass);
  const [code] = (await once(child, 'exit')) as [number | null];
  for (const signal of signals) process.off(signal, pass);
  process.exitCode = code ?? exitStatus.interrupted;
}

function configOf(args: readonly string[], file: string | undefined, tree: string | undefined) {
  try {
    return loadConfig({ file, tree });
  } catch (error) {
    const judges = args.includes('--gate') || args.includes('--once');
    if (!judges || !(error instanceof SwitchgearConfigError)) throw error;
    // A fault would be a verdict on the tree, which nobody has looked at.
    throw new CliError('invalid_argument', error.message, { exitStatus: exitStatus.usage, cause: error });
  }
}
