import { ConfigError, loadConfig } from '@switchgear/config';
import { ControlClient } from '../control/client.ts';
import { socketPath } from '../control/socket-path.ts';
import { exposure } from '../screen/exposure.ts';
import { asRunning } from '../state/effective.ts';
import { checkBinaries } from './binaries.ts';
import { type Finding, fault, good, warning } from './finding.ts';
import { checkKeys } from './keys.ts';
import { checkNode } from './node.ts';
import { checkPorts } from './ports.ts';
import { checkDisk, checkStateDir } from './state-dir.ts';

/** Looks at everything that `up` needs. What cannot be looked at without a configuration is left out when it is wrong. */
export async function examine(file: string | undefined): Promise<Finding[]> {
  const node = checkNode();
  const config = readConfig(file);
  if (Array.isArray(config)) return [node, ...config];
  const running = await new ControlClient(socketPath(config.state_dir)).status();
  const state = await checkStateDir(config.state_dir);
  const exposed = exposure(config);
  return [
    node,
    good('configuration', config.file ?? 'no file, all defaults'),
    ...(exposed === undefined ? [] : [warning('gateway', exposed)]),
    // What runs may have been started with other keys than this terminal has.
    ...checkKeys(running === undefined ? config : asRunning(config, running.effective)),
    ...(await checkPorts(config, running)),
    await checkBinaries(config),
    state,
    ...(state.level === 'fault' ? [] : [await checkDisk(config.state_dir)]),
  ];
}

function readConfig(file: string | undefined) {
  try {
    return loadConfig({ file });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.faults.map(({ path, message, line }) => {
      const place = [line === undefined ? '' : `line ${line}`, path].filter((part) => part !== '').join(', ');
      return fault('configuration', `${error.file ?? 'environment'}${place === '' ? '' : ` (${place})`}: ${message}`);
    });
  }
}
