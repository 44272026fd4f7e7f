import type { Notification } from '../clients/console.ts';
import type { Platform } from '../clients/platform.ts';
import { CliError } from '../errors.ts';
import type { Stage } from './stage.ts';
import type { Victim } from './victim.ts';

export const alertName = 'CircuitBreakerOpened';

/** A scrape, an evaluation, the wait for the group, and once more that where the group was told of just now. */
const withinSeconds = 120;

/** Waits until people are told; returns what to say of it. */
export type Telling = (stage: Stage) => Promise<string[]>;

/**
 * Remembers what has been told so far, before the key fails.
 *
 * @throws CliError not_running when there is nobody who could be told
 */
export async function awaitTelling(platform: Platform, victim: Victim): Promise<Telling> {
  const { config, console } = platform;
  if (config.slack.webhook !== undefined) return (stage) => inAlertmanager(stage, platform, victim);
  if (console === undefined) {
    throw new CliError(
      'not_running',
      'The console is disabled, and notifications arrive nowhere. Set console.enabled: true, or slack.webhook.',
    );
  }
  const [newest] = (await console.inbox(1)).notifications;
  return async (stage) => {
    const notification = await stage.until(`${alertName} of ${victim.key} in the inbox`, withinSeconds, async () =>
      (await console.inbox(50, newest?.id)).notifications.find((one) => tellsOf(one, victim.key)),
    );
    const answers = await Promise.all(
      ['Runbook', 'Dashboard'].map(async (text) => {
        const url = notification.links.find((link) => link.text === text)?.url ?? '';
        const status = url === '' ? 'missing' : await console.statusOf(url);
        if (status !== 200)
          throw new CliError('unhealthy', `The link ${text} of the notification answers ${status}: ${url}`);
        return `${text.padEnd(9)}  ${url}  answers 200`;
      }),
    );
    return [
      `In ${notification.channel}: ${notification.title}`,
      ...answers,
      `Inbox      ${config.links.console}/inbox`,
    ];
  };
}

/** One notification may tell of several keys. */
export function tellsOf({ status, title, text }: Notification, key: string): boolean {
  return status === 'firing' && title.includes(alertName) && `${title} ${text}`.split(/[^\w-]+/).includes(key);
}

async function inAlertmanager(stage: Stage, { alertmanager }: Platform, { key }: Victim): Promise<string[]> {
  await stage.until(`${alertName} of ${key} in Alertmanager`, withinSeconds, async () =>
    (await alertmanager.alerts()).find(({ labels }) => labels['alertname'] === alertName && labels['key_id'] === key),
  );
  return [`${alertName} of ${key} fires, and Alertmanager tells Slack: look at #alerts-info.`];
}
