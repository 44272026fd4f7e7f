import { type Config, loadConfig } from '@switchgear/config';
import { AlertmanagerClient } from '../clients/alertmanager.ts';
import { Caller } from '../clients/caller.ts';
import { ConsoleClient } from '../clients/console.ts';
import { GatewayClient } from '../clients/gateway.ts';
import type { Platform } from '../clients/platform.ts';
import { PrometheusClient } from '../clients/prometheus.ts';
import { SandboxClient, sandboxOff } from '../clients/sandbox.ts';
import { ControlClient } from '../control/client.ts';
import type { SupervisorStatus } from '../control/protocol.ts';
import { socketPath } from '../control/socket-path.ts';
import { CliError, exitStatus } from '../errors.ts';
import { asRunning } from '../state/effective.ts';

export function notRunning(stateDir: string): CliError {
  return new CliError(
    'not_running',
    `Switchgear is not running here (state folder ${stateDir}). Start it with: npx switchgear up`,
    { exitStatus: exitStatus.notRunning },
  );
}

/** @throws CliError not_running when no gateway of ours runs: its port may be somebody else's */
export async function runningGateway(file: string | undefined): Promise<GatewayClient> {
  const { config, supervisor } = await findRunning(file);
  return new GatewayClient(config, addressOf(supervisor, 'gateway'));
}

/** @throws CliError not_running; sandbox_off when it is no part of what runs */
export async function runningSandbox(file: string | undefined): Promise<{ config: Config; sandbox: SandboxClient }> {
  const { config, supervisor } = await findRunning(file);
  if (!runs(supervisor, 'sandbox')) throw sandboxOff();
  return { config, sandbox: new SandboxClient(addressOf(supervisor, 'sandbox')) };
}

/** @throws CliError not_running when nothing runs, or one of the programs that alerts pass through does not */
export async function runningPlatform(
  file: string | undefined,
): Promise<{ platform: Platform; supervisor: SupervisorStatus }> {
  const { config, supervisor } = await findRunning(file);
  const gateway = addressOf(supervisor, 'gateway');
  const platform: Platform = {
    config,
    caller: new Caller(config, gateway),
    gateway: new GatewayClient(config, gateway),
    sandbox: runs(supervisor, 'sandbox') ? new SandboxClient(addressOf(supervisor, 'sandbox')) : undefined,
    prometheus: new PrometheusClient(addressOf(supervisor, 'prometheus')),
    alertmanager: new AlertmanagerClient(addressOf(supervisor, 'alertmanager')),
    console: runs(supervisor, 'console') ? new ConsoleClient(config, addressOf(supervisor, 'console')) : undefined,
  };
  return { platform, supervisor };
}

function runs({ programs }: SupervisorStatus, name: string): boolean {
  return programs.some((program) => program.name === name);
}

/** @throws CliError not_running when the program has no process now */
export function addressOf({ programs }: SupervisorStatus, name: string): string {
  const program = programs.find((candidate) => candidate.name === name);
  if (program?.url !== undefined && program.pid !== undefined) return program.url;
  throw new CliError(
    'not_running',
    `${name} has no process now, or is disabled in switchgear.yaml. See: npx switchgear status`,
    {
      exitStatus: exitStatus.notRunning,
    },
  );
}

async function findRunning(file: string | undefined): Promise<{ config: Config; supervisor: SupervisorStatus }> {
  const config = loadConfig({ file });
  const supervisor = await new ControlClient(socketPath(config.state_dir)).status();
  if (supervisor === undefined) throw notRunning(config.state_dir);
  return { config: asRunning(config, supervisor.effective), supervisor };
}
