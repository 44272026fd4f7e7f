import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '@switchgear/config';
import { listening, reachable } from '../address.ts';
import type { Binaries } from '../binaries/find.ts';
import type { CommandLine } from './command-line.ts';

/** A single Alertmanager: without a cluster address it opens no second port. */
export function alertmanagerCommand(config: Config, binaries: Binaries): CommandLine {
  const { host, port } = config.alertmanager;
  const origin = `http://${reachable(host, port)}`;
  return {
    command: binaries.alertmanager,
    args: [
      `--config.file=${join(config.state_dir, 'monitoring', 'alertmanager', 'config.yml')}`,
      `--storage.path=${join(config.state_dir, 'alertmanager', 'data')}`,
      `--web.listen-address=${listening(host, port)}`,
      `--web.external-url=${config.links.alertmanager}`,
      '--web.route-prefix=/',
      '--cluster.listen-address=',
    ],
    cwd: binaries.templates,
    // Debian leaves the page out of its package; the API is all there.
    url: binaries.templates === undefined ? `${origin}/` : `${origin}/api/v2/status`,
    readyUrl: `${origin}/-/ready`,
  };
}

/**
 * Has a new Alertmanager tell everything that fires: it remembers what it has told, but not what has ended while it was
 * away, and would keep silent about the same alert for hours. Silences stay.
 */
export async function forgetNotifications(config: Config): Promise<void> {
  await rm(join(config.state_dir, 'alertmanager', 'data', 'nflog'), { force: true });
}
