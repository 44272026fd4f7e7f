import type { Config } from '@switchgear/config';
import { stringify } from 'yaml';
import { reachable } from '../address.ts';
import type { SettingsFile } from './write.ts';

/** The job of all our programs, under the name that dashboards and rules use. */
const job = 'bybit-strategy-tester';

/** prometheus.yml and its list of targets, without rules. */
export function prometheusConfig(config: Config): SettingsFile[] {
  const { prometheus, alertmanager } = config;
  const jobs: object[] = [
    { job_name: job, scrape_interval: '10s', file_sd_configs: [{ files: ['targets.yml'] }] },
    staticJob('prometheus', reachable(prometheus.host, prometheus.port)),
  ];
  if (alertmanager.enabled) jobs.push(staticJob('alertmanager', reachable(alertmanager.host, alertmanager.port)));
  const settings = {
    global: { scrape_interval: '15s', evaluation_interval: '15s' },
    ...(alertmanager.enabled && { alerting: { alertmanagers: [alertmanagerTarget(config)] } }),
    scrape_configs: jobs,
  };
  return [
    { path: 'prometheus/prometheus.yml', text: stringify(settings) },
    { path: 'prometheus/targets.yml', text: stringify(targetGroups(config)) },
  ];
}

/** One group per program, so that each has its `component` label. */
export function targetGroups(config: Config): { targets: string[]; labels: { component: string } }[] {
  const group = (component: string, { host, port }: { host: string; port: number }) => ({
    targets: [reachable(host, port)],
    labels: { component },
  });
  const groups = [group('gateway', config.gateway)];
  if (config.sandbox.enabled) groups.push(group('sandbox', config.sandbox));
  return groups;
}

function staticJob(name: string, target: string): object {
  return { job_name: name, static_configs: [{ targets: [target] }] };
}

function alertmanagerTarget({ alertmanager }: Config): object {
  return { static_configs: [{ targets: [reachable(alertmanager.host, alertmanager.port)] }] };
}
