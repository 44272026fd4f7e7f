import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '@switchgear/config';
import { defaultCacheDir } from '@switchgear/stack';
import { CliError } from '../errors.ts';

/** The root of the workspace: programs are started by their paths in it. */
const root = join(import.meta.dirname, '..', '..', '..', '..');

const source = (...path: string[]) => join(root, 'apps', ...path, 'main.ts');

/** Programs of ours that run under Node.js. */
export const entries = {
  gateway: source('gateway', 'src'),
  console: source('console', 'src'),
  sandbox: source('sandbox', 'src'),
  'test-watcher': source('test-watcher', 'src'),
  'audit-agent': source('audit-agent', 'src'),
  trickle: source('cli', 'src', 'trickle'),
} as const;

const nodeFlags = [
  '--conditions=switchgear-source',
  '--disable-warning=ExperimentalWarning',
  // In megabytes. On a machine with much memory V8 lets short-lived objects fill 128 MB before it clears them away, in
  // pauses above 10 ms; with 8 MB the gateway's memory is flat and 97 % of the pauses are shorter, for no more CPU.
  '--max-semi-space-size=8',
];

/**
 * The command line of one of them.
 *
 * @throws CliError program_failed when it is not there
 */
export function nodeCommand(name: keyof typeof entries, args: readonly string[], config: Pick<Config, 'file'>) {
  const entry = entries[name];
  if (!existsSync(entry)) {
    throw new CliError('program_failed', `${entry} is missing. Is this clone complete? See: git status`);
  }
  // Halves the time to start from the second time on: the sources are TypeScript and need not be read again.
  const { NODE_COMPILE_CACHE: compileCache = join(defaultCacheDir(process.env), 'compiled'), MALLOC_ARENA_MAX = '2' } =
    process.env;
  return {
    command: process.execPath,
    args: [...nodeFlags, entry, ...args],
    env: {
      NODE_COMPILE_CACHE: compileCache,
      // By default glibc keeps freed memory in up to eight arenas per core: 205 MB resident under load instead of 164.
      MALLOC_ARENA_MAX,
      ...(config.file !== undefined && { SWITCHGEAR_CONFIG: config.file }),
    },
  };
}
