import type { Config, Provider } from '@switchgear/config';
import { type Finding, good, warning } from './finding.ts';

/** The keys of each provider. Modes of key files are checked when the configuration is read. */
export function checkKeys(config: Config): Finding[] {
  return config.providers.map((provider) => {
    const subject = `keys of ${provider.display_name}`;
    if (provider.simulated) {
      return warning(
        subject,
        `${count(provider)} simulated ones: answers come from the sandbox. For real ones set ${variableOf(provider)}.`,
      );
    }
    if (count(provider) === 1) {
      return warning(subject, 'Only one: while it rests, calls are refused. Add another for failover.');
    }
    return good(subject, String(count(provider)));
  });
}

function count({ accounts }: Provider): number {
  return accounts.reduce((sum, account) => sum + account.keys.length, 0);
}

function variableOf({ kind, name }: Provider): string {
  if (kind === 'deepseek') return 'DEEPSEEK_API_KEYS';
  if (kind === 'perplexity') return 'PERPLEXITY_API_KEYS';
  return `keys of provider ${name} in switchgear.yaml`;
}
