import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import type { Config } from './config.ts';
import type { Environment } from './environment.ts';
import { SwitchgearConfigError } from './errors.ts';
import { addressOf } from './programs.ts';

/** The tree that an agent looks after. */
export interface AgentTree {
  readonly root: string;
  /** Folder for what the agent keeps of this tree, which no other tree shares. */
  readonly stateDir: string;
  /** The state folder as an ignore in the syntax of `.gitignore`, where it lies in the tree. */
  readonly ownState: readonly string[];
}

/**
 * Where an agent works and what it keeps there.
 *
 * @throws SwitchgearConfigError `tree_missing`
 */
export function agentTree(
  { state_dir }: Pick<Config, 'state_dir'>,
  agent: 'test-watcher' | 'audit-agent',
  path: string,
): AgentTree {
  const root = resolve(path);
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) {
    const setting = `${agent.replace('-', '_')}.path`;
    throw new SwitchgearConfigError('tree_missing', `${root} is no folder; set ${setting}, or name another`);
  }
  // People recognise the one part, and the other keeps trees of one name apart.
  const name = `${basename(root) || 'root'}-${createHash('sha256').update(root).digest('hex').slice(0, 8)}`;
  const inside = relative(root, state_dir).split(sep).join('/');
  return {
    root,
    stateDir: join(state_dir, agent, name),
    ownState: ownStateAt(inside),
  };
}

/** A state folder that is the tree itself has the agents' folders beside the sources. */
function ownStateAt(inside: string): string[] {
  if (inside === '') return ['/test-watcher/', '/audit-agent/'];
  return inside.startsWith('..') ? [] : [`/${inside}/`];
}

/** How a program of ours asks the gateway. */
export interface GatewayAccess {
  /** Base address, see {@link addressOf}. */
  readonly gateway: string;
  /** A client token, where the gateway wants one. */
  readonly token?: string;
  /** What must not be sent: all keys and tokens that the configuration names. */
  readonly secrets: readonly string[];
}

export function gatewayAccess(config: Config, env: Environment = process.env): GatewayAccess {
  const keys = config.providers.flatMap(({ accounts }) => accounts.flatMap((account) => account.keys));
  const tokens = config.gateway.client_tokens;
  const [token] = tokens;
  return {
    gateway: addressOf(config, 'gateway', env) ?? '',
    ...(token !== undefined && { token: token.reveal() }),
    secrets: [...keys.map(({ secret }) => secret), ...tokens].map((secret) => secret.reveal()),
  };
}
