import { callJson, callText, type Peer } from './http.ts';

/** An alert as Alertmanager takes it. */
export interface PostedAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly generatorURL: string;
  readonly startsAt: string;
  readonly endsAt: string;
}

/** An alert as Alertmanager shows it. */
export interface ActiveAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly startsAt: string;
  /** suppressed: inhibited by another alert, or silenced. */
  readonly status: { readonly state: 'active' | 'suppressed' | 'unprocessed' };
}

/** API v2 of Alertmanager. Every call throws CliError not_running or request_failed. */
export class AlertmanagerClient {
  readonly #peer: Peer;

  constructor(url: string) {
    this.#peer = { name: 'Alertmanager', url: new URL(url).origin };
  }

  /** What fires now, held back or not; Watchdog, which always does, is left out. */
  async alerts(): Promise<ActiveAlert[]> {
    const alerts = (await callJson(this.#peer, '/api/v2/alerts')) as ActiveAlert[];
    return alerts.filter(({ labels }) => labels['alertname'] !== 'Watchdog');
  }

  /** How many notifications of Slack's format it has sent since it was started, and how many of them failed. */
  async slackNotifications(): Promise<{ sent: number; failed: number }> {
    const text = await callText(this.#peer, '/metrics');
    const count = (name: string) =>
      Number(new RegExp(`^alertmanager_${name}\\{[^}]*integration="slack"[^}]*\\} (\\S+)$`, 'm').exec(text)?.[1] ?? 0);
    return { sent: count('notifications_total'), failed: count('notifications_failed_total') };
  }

  async post(alerts: readonly PostedAlert[]): Promise<void> {
    await callJson(this.#peer, '/api/v2/alerts', { method: 'POST', body: alerts });
  }
}
