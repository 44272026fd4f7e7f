/** A notification as the console keeps it. */
export interface Notification {
  readonly id: string;
  readonly received_at: string;
  readonly channel: string;
  readonly status: 'firing' | 'resolved' | 'other';
  readonly title: string;
  readonly text: string;
  readonly links: readonly { readonly text: string; readonly url: string }[];
}

/** The local inbox of a console. */
export class InboxClient {
  readonly #baseUrl: string;

  constructor(baseUrl: string) {
    this.#baseUrl = baseUrl;
  }

  /** Newest first. */
  async notifications(): Promise<readonly Notification[]> {
    const response = await fetch(`${this.#baseUrl}/api/v1/inbox?limit=500`);
    if (!response.ok) throw new Error(`the inbox answered ${response.status}: ${await response.text()}`);
    return ((await response.json()) as { notifications: Notification[] }).notifications;
  }

  /** The newest notification of an alert in a state. @throws when there is none */
  async find(alert: string, status: Notification['status']): Promise<Notification> {
    const all = await this.notifications();
    const found = all.find((one) => one.status === status && new RegExp(`\\b${alert}\\b`).test(one.title));
    if (found !== undefined) return found;
    throw new Error(
      `no ${status} notification of ${alert}: ${all.map(({ title }) => title).join('; ') || 'none at all'}`,
    );
  }
}
