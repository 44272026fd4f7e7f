import { nodeCommand } from '../../apps/cli/src/supervisor/entries.ts';
import { RunningCommand } from './command.ts';
import { eventually } from './eventually.ts';
import { scrape } from './exposition.ts';
import type { Platform } from './platform.ts';

type Agent = 'test-watcher' | 'audit-agent';

/** Starts an agent of a platform that does not run, as its supervisor does, and does not wait for it. */
export function launchAgent(name: Agent, platform: Platform): RunningCommand {
  const { command, args, env } = nodeCommand(name, [], { file: platform.configFile });
  return new RunningCommand(command, args, { env, timeoutMs: 1_800_000 });
}

/** Launches an agent and waits until it was scraped. */
export async function startAgent(name: Agent, platform: Platform): Promise<RunningCommand> {
  const agent = launchAgent(name, platform);
  const port = platform.ports[name === 'test-watcher' ? 'test_watcher' : 'audit_agent'];
  await eventually(() => scrape(`http://127.0.0.1:${port}`), { everyMs: 20 }).catch((cause: unknown) => {
    throw new Error(`${name} does not start:\n${agent.output}`, { cause });
  });
  return agent;
}
