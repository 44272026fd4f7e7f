import type { Config } from '@switchgear/config';
import { CliError } from '../errors.ts';
import { type ActiveAlert, AlertmanagerClient } from './alertmanager.ts';
import { ConsoleClient, type Notification } from './console.ts';

/** An alert that fires. */
export interface FiringAlert {
  readonly name: string;
  readonly severity: string;
  /** The key, provider, instance or program that it speaks of. */
  readonly about: string;
  readonly since: string;
  /** Nobody is told: a more severe alert about the same thing fires, or a person has silenced it. */
  readonly held_back: boolean;
  readonly drill: boolean;
}

/** What fires and what was told of it. */
export interface AlertsReport {
  readonly notifications_go_to: 'slack' | 'inbox';
  /** Missing while Alertmanager does not answer. */
  readonly firing?: readonly FiringAlert[];
  /** When the alert that always fires last came through; null if never, missing while the console does not answer. */
  readonly last_heartbeat?: string | null;
  /** The newest ones of the inbox, newest first. */
  readonly notifications?: readonly Notification[];
  /** Only where notifications go to Slack: what Alertmanager has sent since it was started. */
  readonly slack?: { readonly sent: number; readonly failed: number };
  /** Why something is missing. */
  readonly unreachable: readonly string[];
}

const shownNotifications = 5;

/**
 * Asks Alertmanager and the console; what does not answer is said in the report.
 *
 * @param addressOf throws CliError for a program that does not run
 */
export async function readAlerts(
  config: Config | undefined,
  destination: AlertsReport['notifications_go_to'],
  addressOf: (program: 'alertmanager' | 'console') => string,
): Promise<AlertsReport> {
  const unreachable: string[] = [];
  const ask = async <T>(question: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await question();
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      unreachable.push(error.message);
      return undefined;
    }
  };
  const alerts = await ask(() => new AlertmanagerClient(addressOf('alertmanager')).alerts());
  const slack =
    alerts !== undefined && destination === 'slack'
      ? await ask(() => new AlertmanagerClient(addressOf('alertmanager')).slackNotifications())
      : undefined;
  const inbox = await ask(() => new ConsoleClient(config, addressOf('console')).inbox(shownNotifications));
  return {
    notifications_go_to: destination,
    ...(alerts !== undefined && { firing: alerts.map(firingAlert).sort(bySeverity) }),
    ...inbox,
    ...(slack !== undefined && { slack }),
    unreachable,
  };
}

function firingAlert({ labels, startsAt, status }: ActiveAlert): FiringAlert {
  return {
    name: labels['alertname'] ?? '',
    severity: labels['severity'] ?? '',
    about: aboutOf(labels),
    since: startsAt,
    held_back: status.state === 'suppressed',
    drill: labels['drill'] === 'true',
  };
}

/** What tells an alert from others of its name. */
export function aboutOf({ key_id: key, provider, api, instance, component }: ActiveAlert['labels']): string {
  return key ?? provider ?? api ?? instance ?? component ?? '';
}

export const severities: readonly string[] = ['critical', 'warning', 'info'];

/** Most severe first, and the newest of those. */
function bySeverity(a: FiringAlert, b: FiringAlert): number {
  const rank = ({ severity }: FiringAlert) => [...severities, severity].indexOf(severity);
  return rank(a) - rank(b) || Date.parse(b.since) - Date.parse(a.since);
}
