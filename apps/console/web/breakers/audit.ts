import type { AuditRecord } from '../api/gateway.ts';

const actions: Readonly<Record<string, string>> = {
  'breakers.reset': 'All breakers reset',
  'breaker.reset': 'Reset',
  'breaker.override': 'Override',
  'breakers.configure': 'All breakers configured',
  'breaker.configure': 'Configured',
  'keys.rotate': 'Backup keys activated',
};

/** What was done, to what, and with which values, as far as the log tells. */
export function describeRecord({ action, outcome, details = {} }: AuditRecord) {
  const { key_id: key, provider, ...values } = details;
  return {
    what: outcome === 'refused' ? `Refused without the right token: ${action}` : (actions[action] ?? action),
    whom: String(key ?? provider ?? ''),
    values: Object.entries(values)
      .map(
        ([name, value]) =>
          `${name.replaceAll('_', ' ')} ${typeof value === 'string' ? value.replaceAll('_', ' ') : JSON.stringify(value)}`,
      )
      .join(', '),
  };
}
