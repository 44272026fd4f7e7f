import type { Config } from '@switchgear/config';
import { type Binaries, findBinaries, StackError, searchBinaries } from '@switchgear/stack';
import { type Finding, fault, good } from './finding.ts';

/** Looks for Prometheus and Alertmanager, and fetches them as `up` would. */
export async function checkBinaries(config: Config): Promise<Finding> {
  const subject = 'Prometheus, Alertmanager';
  if (!config.prometheus.enabled && !config.alertmanager.enabled) return good(subject, 'switched off');
  const found = searchBinaries();
  if (found !== undefined) return good(subject, places(found));
  try {
    return good(subject, `${places(await findBinaries())} (just unpacked)`);
  } catch (error) {
    if (error instanceof StackError) return fault(subject, error.message);
    throw error;
  }
}

function places({ prometheus, alertmanager }: Binaries): string {
  return `${prometheus}, ${alertmanager}`;
}
