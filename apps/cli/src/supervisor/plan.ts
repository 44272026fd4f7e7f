import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, type Program, type ProgramName, programs } from '@switchgear/config';
import { alertmanagerCommand, type Binaries, defaultCacheDir, prometheusCommand } from '@switchgear/stack';
import { CliError } from '../errors.ts';
import type { ProgramSpec } from './spec.ts';

/** The root of the workspace: programs are started by their paths in it. */
const root = join(import.meta.dirname, '..', '..', '..', '..');

const entries = {
  gateway: join(root, 'apps', 'gateway', 'src', 'main.ts'),
  console: join(root, 'apps', 'console', 'src', 'main.ts'),
  sandbox: join(root, 'apps', 'sandbox', 'src', 'main.ts'),
  trickle: join(root, 'apps', 'cli', 'src', 'trickle', 'main.ts'),
} as const;

/** Higher layers call lower ones, so they are stopped first. */
const layers: Record<ProgramName | 'trickle', number> = {
  prometheus: 0,
  alertmanager: 0,
  console: 0,
  sandbox: 0,
  gateway: 1,
  trickle: 2,
};

/** Programs that Switchgear does not bring along, and so has to find first. */
export function needsBinaries(config: Config): boolean {
  return config.prometheus.enabled || config.alertmanager.enabled;
}

/** Everything that runs under a configuration, in the order in which it is shown. */
export function planPrograms(config: Config, binaries: Binaries | undefined): ProgramSpec[] {
  const specs = programs(config).map((program) => specOf(program, config, binaries));
  specs.sort((a, b) => shown.indexOf(a.name) - shown.indexOf(b.name));
  if (config.trickle.enabled) specs.push(trickle(config));
  return specs;
}

const shown: readonly string[] = ['gateway', 'sandbox', 'prometheus', 'alertmanager', 'console'];

function specOf(program: Program, config: Config, binaries: Binaries | undefined): ProgramSpec {
  const { name, host, port, url, healthPath } = program;
  const common = {
    name,
    after: [],
    layer: layers[name],
    readyUrl: url.replace(/\/$/, '') + healthPath,
    listen: { host, port, setting: `${name}.port` },
  };
  if (name === 'gateway' || name === 'console') return { ...common, ...node(entries[name], [], config), url };
  if (name === 'sandbox') {
    return { ...common, ...node(entries.sandbox, ['--host', host, '--port', String(port)], config), url };
  }
  if (binaries === undefined) throw new CliError('program_failed', `${name} was not found.`);
  const line = name === 'prometheus' ? prometheusCommand(config, binaries) : alertmanagerCommand(config, binaries);
  return { ...common, command: line.command, args: line.args, cwd: line.cwd, ipc: false, url: line.url };
}

function trickle(config: Config): ProgramSpec {
  return { name: 'trickle', after: ['gateway'], layer: layers.trickle, ...node(entries.trickle, [], config) };
}

const nodeFlags = [
  '--conditions=switchgear-source',
  '--disable-warning=ExperimentalWarning',
  // In megabytes. On a machine with much memory V8 lets short-lived objects fill 128 MB before it clears them away, in
  // pauses above 10 ms; with 8 MB the gateway's memory is flat and 97 % of the pauses are shorter, for no more CPU.
  '--max-semi-space-size=8',
];

function node(entry: string, args: readonly string[], config: Config) {
  if (!existsSync(entry))
    throw new CliError('program_failed', `${entry} is missing. Is this clone complete? See: git status`);
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
    ipc: true,
  };
}
