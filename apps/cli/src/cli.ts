import { Command } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import { registerAudit } from './commands/audit.ts';
import { registerBreakers } from './commands/breakers.ts';
import { registerDemo } from './commands/demo.ts';
import { registerDoctor } from './commands/doctor.ts';
import { registerDown } from './commands/down.ts';
import { registerDrill } from './commands/drill.ts';
import { registerFault } from './commands/fault.ts';
import { registerGenerate } from './commands/generate.ts';
import { registerKeys } from './commands/keys.ts';
import { registerLogs } from './commands/logs.ts';
import { registerRestart } from './commands/restart.ts';
import { registerStatus } from './commands/status.ts';
import { registerTestAlerts } from './commands/test-alerts.ts';
import { registerUp } from './commands/up.ts';
import { registerWatch } from './commands/watch.ts';
import { exitStatus } from './errors.ts';

const register = [
  registerUp,
  registerDown,
  registerRestart,
  registerLogs,
  registerStatus,
  registerDoctor,
  registerBreakers,
  registerKeys,
  registerFault,
  registerWatch,
  registerAudit,
  registerTestAlerts,
  registerDemo,
  registerDrill,
  registerGenerate,
];

const after = `
Exit status: ${exitStatus.done} done, ${exitStatus.fault} fault, ${exitStatus.usage} wrong usage, ${exitStatus.notRunning} not running, ${exitStatus.alreadyRunning} already running, ${exitStatus.interrupted} interrupted.`;

/** The whole command line. */
export function createCli(): Command {
  const program = new Command('switchgear')
    .description('Circuit breakers, an LLM key gateway, two agents and monitoring, on one machine')
    .version(manifest.version)
    .showSuggestionAfterError()
    // Thrown, so that every way to end passes through one place, with our exit status.
    .exitOverride()
    .addHelpText('after', after);
  for (const add of register) add(program);
  return program;
}
