import { type Config, type Program, type ProgramName, programs } from '@switchgear/config';
import { alertmanagerCommand, type Binaries, prometheusCommand } from '@switchgear/stack';
import { CliError } from '../errors.ts';
import { nodeCommand } from './entries.ts';
import type { ProgramSpec } from './spec.ts';

/** Higher layers call lower ones, so they are stopped first. */
const layers: Record<ProgramName | 'trickle', number> = {
  prometheus: 0,
  alertmanager: 0,
  console: 0,
  sandbox: 0,
  gateway: 1,
  trickle: 2,
  'test-watcher': 2,
  'audit-agent': 2,
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

const shown: readonly string[] = [
  'gateway',
  'sandbox',
  'test-watcher',
  'audit-agent',
  'prometheus',
  'alertmanager',
  'console',
];

function specOf(program: Program, config: Config, binaries: Binaries | undefined): ProgramSpec {
  const { name, section, host, port, url, healthPath } = program;
  const common = {
    name,
    after: [],
    layer: layers[name],
    readyUrl: url.replace(/\/$/, '') + healthPath,
    listen: { host, port, setting: `${section}.port` },
  };
  if (name === 'sandbox') {
    return { ...common, ...nodeCommand(name, ['--host', host, '--port', String(port)], config), ipc: true, url };
  }
  if (name !== 'prometheus' && name !== 'alertmanager') {
    return { ...common, ...nodeCommand(name, [], config), ipc: true, url };
  }
  if (binaries === undefined) throw new CliError('program_failed', `${name} was not found.`);
  const line = name === 'prometheus' ? prometheusCommand(config, binaries) : alertmanagerCommand(config, binaries);
  return { ...common, command: line.command, args: line.args, cwd: line.cwd, ipc: false, url: line.url };
}

function trickle(config: Config): ProgramSpec {
  return {
    name: 'trickle',
    after: ['gateway'],
    layer: layers.trickle,
    ...nodeCommand('trickle', [], config),
    ipc: true,
  };
}
