import type { Config } from '@switchgear/config';
import type { Command } from 'commander';
import { type AlertsReport, readAlerts } from '../clients/alerting.ts';
import { type CodeBaseReport, readCodeBase } from '../clients/code-base.ts';
import { GatewayClient, type KeyView } from '../clients/gateway.ts';
import { ControlClient } from '../control/client.ts';
import type { SupervisorStatus } from '../control/protocol.ts';
import { socketPath } from '../control/socket-path.ts';
import { CliError, exitStatus } from '../errors.ts';
import { renderStatus } from '../screen/status.ts';
import { painterFor } from '../screen/style.ts';
import { locateState } from '../state/locate.ts';
import { addressOf, notRunning } from './running.ts';

/** A provider and how many of its keys are in which state; the counts are missing while the gateway is away. */
export interface ProviderStatus {
  readonly name: string;
  readonly display_name: string;
  readonly simulated: boolean;
  readonly keys?: Readonly<Record<KeyView['status'], number>>;
}

/** What `status --json` prints. */
export interface StatusReport {
  readonly simulated: boolean;
  readonly supervisor: Omit<SupervisorStatus, 'programs' | 'effective'>;
  readonly programs: SupervisorStatus['programs'];
  readonly providers: readonly ProviderStatus[];
  readonly code_base: CodeBaseReport;
  readonly alerts: AlertsReport;
}

export function registerStatus(program: Command): void {
  program
    .command('status')
    .description(
      `show programs, providers, keys, the code base and alerts; exit status ${exitStatus.done} when all is ready, ${exitStatus.fault} when something is not, ${exitStatus.notRunning} when nothing runs`,
    )
    .option('--json', 'for programs')
    .option('-c, --config <file>', 'configuration')
    .action(status);
}

async function status(options: { json?: boolean; config?: string }): Promise<void> {
  const { stateDir, config } = locateState(options.config);
  const supervisor = await new ControlClient(socketPath(stateDir)).status();
  if (supervisor === undefined) throw notRunning(stateDir);
  const { programs, effective, ...rest } = supervisor;
  const providers = await providerStatus(config, supervisor);
  const simulated = effective.providers.some((provider) => provider.simulated);
  const codeBase = await readCodeBase(programs);
  const alerts = await readAlerts(config, effective.notifications, (name) => addressOf(supervisor, name));
  const report: StatusReport = { simulated, supervisor: rest, programs, providers, code_base: codeBase, alerts };
  process.stdout.write(
    options.json
      ? `${JSON.stringify(report, null, 2)}\n`
      : renderStatus(report, Date.now(), painterFor(process.stdout)),
  );
  const allReady = supervisor.state === 'running' && programs.every((program) => program.ready);
  if (!allReady) process.exitCode = exitStatus.fault;
}

async function providerStatus(config: Config | undefined, supervisor: SupervisorStatus): Promise<ProviderStatus[]> {
  const keys = config && (await keysOrNone(config, supervisor));
  return supervisor.effective.providers.map(({ name, display_name, simulated }) => ({
    name,
    display_name,
    simulated,
    ...(keys !== undefined && { keys: countKeys(keys.filter((key) => key.provider === name)) }),
  }));
}

/** A gateway that is away is told of in the list of programs; everything else still has to be shown. */
async function keysOrNone(config: Config, supervisor: SupervisorStatus): Promise<KeyView[] | undefined> {
  try {
    return await new GatewayClient(config, addressOf(supervisor, 'gateway')).keys();
  } catch (error) {
    if (error instanceof CliError) return undefined;
    throw error;
  }
}

function countKeys(keys: readonly KeyView[]): Record<KeyView['status'], number> {
  const counts = { active: 0, resting: 0, quarantined: 0, backup: 0 };
  for (const key of keys) counts[key.status] += 1;
  return counts;
}
