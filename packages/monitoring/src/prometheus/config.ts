import { stringify } from 'yaml';
import { notice } from '../notice.ts';
import { job } from '../promql/metric.ts';
import type { RuleFile } from '../rules/rule.ts';

/** Addresses, as `host:port`, at which Prometheus finds what is not ours. */
export interface ScrapeTargets {
  /** Prometheus itself; unset, it does not watch itself. */
  readonly prometheus?: string;
  /** Unset, alerts are sent to nobody. */
  readonly alertmanager?: string;
}

/** Programs with the same `component`, in the form of file_sd. */
export interface TargetGroup {
  readonly targets: readonly string[];
  readonly labels: { readonly component: string };
}

/**
 * prometheus.yml for 2.42 and later. Its paths are relative to its own place, so that it works in any folder: rule
 * files where {@link RuleFile} says, our programs in `targets.yml` beside it.
 */
export function prometheusConfig(ruleFiles: readonly RuleFile[], { prometheus, alertmanager }: ScrapeTargets): string {
  const settings = {
    global: { scrape_interval: '15s', evaluation_interval: '15s' },
    rule_files: ruleFiles.map(({ path }) => (path.startsWith(ownFolder) ? path.slice(ownFolder.length) : `../${path}`)),
    ...(alertmanager !== undefined && {
      alerting: { alertmanagers: [{ static_configs: [{ targets: [alertmanager] }] }] },
    }),
    scrape_configs: [
      { job_name: job, scrape_interval: '10s', file_sd_configs: [{ files: ['targets.yml'] }] },
      ...staticJob('prometheus', prometheus),
      ...staticJob('alertmanager', alertmanager),
    ],
  };
  return notice + stringify(settings);
}

const ownFolder = 'prometheus/';

/** The list of targets that {@link prometheusConfig} names. */
export function targetGroups(groups: readonly TargetGroup[]): string {
  return notice + stringify(groups);
}

function staticJob(name: string, target: string | undefined): object[] {
  return target === undefined ? [] : [{ job_name: name, static_configs: [{ targets: [target] }] }];
}
