import { type Config, loadConfig } from '@switchgear/config';
import { GatewayClient } from '../clients/gateway.ts';
import { SandboxClient } from '../clients/sandbox.ts';
import { ControlClient } from '../control/client.ts';
import type { SupervisorStatus } from '../control/protocol.ts';
import { socketPath } from '../control/socket-path.ts';
import { CliError, exitStatus } from '../errors.ts';

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
  if (supervisor.programs.some(({ name }) => name === 'sandbox')) {
    return { config, sandbox: new SandboxClient(addressOf(supervisor, 'sandbox')) };
  }
  throw new CliError(
    'sandbox_off',
    'The sandbox is off, because real keys are configured, and faults can only be set there: a real provider cannot be made to fail on demand. Unset the keys, or add a provider with simulated: true to switchgear.yaml.',
  );
}

/** @throws CliError not_running when the program has no process now */
export function addressOf({ programs }: SupervisorStatus, name: string): string {
  const program = programs.find((candidate) => candidate.name === name);
  if (program?.url !== undefined && program.pid !== undefined) return program.url;
  throw new CliError('not_running', `${name} has no process now. See: npx switchgear status`, {
    exitStatus: exitStatus.notRunning,
  });
}

async function findRunning(file: string | undefined): Promise<{ config: Config; supervisor: SupervisorStatus }> {
  const config = loadConfig({ file });
  const supervisor = await new ControlClient(socketPath(config.state_dir)).status();
  if (supervisor === undefined) throw notRunning(config.state_dir);
  return { config, supervisor };
}
