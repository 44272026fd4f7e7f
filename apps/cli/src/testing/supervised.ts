import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, vi } from 'vitest';
import { ControlClient } from '../control/client.ts';
import { socketPath } from '../control/socket-path.ts';
import type { SessionEvent } from '../supervisor/session.ts';
import type { ProgramSpec } from '../supervisor/spec.ts';
import { compileCache } from './compile-cache.ts';

type Told = {
  readonly type: SessionEvent['type'] | 'all_ready' | 'failed';
  readonly message?: string;
  readonly name?: string;
};

/** A supervisor in a process of its own. */
export interface Supervised {
  readonly child: ChildProcess;
  readonly control: ControlClient;
  readonly told: readonly Told[];
  /** Waits until the supervisor has told this. */
  until(type: Told['type']): Promise<Told>;
  /** Resolves to [exit status, signal]. */
  readonly ended: Promise<unknown[]>;
}

/** @param specs the programs; undefined for those that the configuration asks for */
export function startSupervised(
  folder: string,
  specs: readonly ProgramSpec[] | undefined,
  environment: NodeJS.ProcessEnv = {},
): Supervised {
  const entry = join(import.meta.dirname, 'fake-supervisor.ts');
  const { SWITCHGEAR_CONFIG: _, DEEPSEEK_API_KEYS: __, PERPLEXITY_API_KEYS: ___, ...env } = process.env;
  const child = spawn(process.execPath, ['--conditions=switchgear-source', entry], {
    cwd: folder,
    env: {
      ...env,
      NODE_COMPILE_CACHE: compileCache,
      ...environment,
      ...(specs !== undefined && { FAKE_SPECS: JSON.stringify(specs) }),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  const told: Told[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => told.push(JSON.parse(line) as Told));
  return {
    child,
    control: new ControlClient(socketPath(join(folder, '.switchgear'))),
    told,
    ended,
    until: (type) => vi.waitUntil(() => told.find((event) => event.type === type), { timeout: 30_000, interval: 10 }),
  };
}

/** Fails unless no process has the port of any of these programs. */
export async function expectNothingLeft(specs: readonly ProgramSpec[]): Promise<void> {
  for (const { name, readyUrl = '' } of specs) {
    const answer = await fetch(readyUrl).then(
      () => 'answers',
      () => 'is gone',
    );
    expect(`${name} ${answer}`).toBe(`${name} is gone`);
  }
}
