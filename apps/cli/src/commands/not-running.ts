import type { Config } from '@switchgear/config';
import { CliError, exitStatus } from '../errors.ts';

export function notRunning(config: Config): CliError {
  return new CliError(
    'not_running',
    `Switchgear is not running here (state folder ${config.state_dir}). Start it with: npx switchgear up`,
    { exitStatus: exitStatus.notRunning },
  );
}
