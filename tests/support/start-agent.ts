import { nodeCommand } from '../../apps/cli/src/supervisor/entries.ts';
import { RunningCommand } from './command.ts';
import { eventually } from './eventually.ts';
import { scrape } from './exposition.ts';
import type { Platform } from './platform.ts';

/** Starts an agent of a platform that does not run, as its supervisor does, until it was scraped, which it waits for. */
export async function startAgent(name: 'test-watcher' | 'audit-agent', platform: Platform): Promise<RunningCommand> {
  const { command, args, env } = nodeCommand(name, [], { file: platform.configFile });
  const agent = new RunningCommand(command, args, { env, timeoutMs: 600_000 });
  const port = platform.ports[name === 'test-watcher' ? 'test_watcher' : 'audit_agent'];
  await eventually(() => scrape(`http://127.0.0.1:${port}`), { everyMs: 20 }).catch((cause: unknown) => {
    throw new Error(`${name} does not start:\n${agent.output}`, { cause });
  });
  return agent;
}
