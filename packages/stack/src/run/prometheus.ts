import { join } from 'node:path';
import type { Config } from '@switchgear/config';
import { listening, reachable } from '../address.ts';
import type { Binaries } from '../binaries/find.ts';
import type { CommandLine } from './command-line.ts';

/** Flags that Prometheus 2.42 and 3 share. */
export function prometheusCommand(config: Config, binaries: Binaries): CommandLine {
  const { host, port, retention } = config.prometheus;
  const origin = `http://${reachable(host, port)}`;
  return {
    command: binaries.prometheus,
    args: [
      `--config.file=${join(config.state_dir, 'monitoring', 'prometheus', 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(config.state_dir, 'prometheus', 'data')}`,
      `--storage.tsdb.retention.time=${retention}`,
      // By default a restart forgets since when alerts of at most 10 min have been pending, and ends those that fire.
      '--rules.alert.for-grace-period=10s',
      `--web.listen-address=${listening(host, port)}`,
      // The query behind an alert is linked there; the second flag keeps a path in that address from moving our own.
      `--web.external-url=${config.links.prometheus}`,
      '--web.route-prefix=/',
      // Debian cuts the new page out of its package and serves the old one from files.
      ...(binaries.webAssets === undefined ? [] : [`--web.local-assets=${binaries.webAssets}`]),
    ],
    cwd: undefined,
    url: binaries.webAssets === undefined ? `${origin}/` : `${origin}/classic/graph`,
    readyUrl: `${origin}/-/ready`,
  };
}
