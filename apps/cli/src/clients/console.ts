import type { Config } from '@switchgear/config';
import { callJson, type Peer } from './http.ts';

/** A notification as the inbox keeps it. */
export interface Notification {
  readonly id: string;
  readonly received_at: string;
  readonly channel: string;
  readonly status: 'firing' | 'resolved' | 'other';
  readonly title: string;
  readonly title_link: string;
  readonly text: string;
  readonly links: readonly { readonly text: string; readonly url: string }[];
}

export interface Inbox {
  /** When the alert that always fires was last told; null if never. */
  readonly last_heartbeat: string | null;
  /** Newest first. */
  readonly notifications: readonly Notification[];
}

/** The inbox of the console. Every call throws CliError not_running or request_failed. */
export class ConsoleClient {
  readonly #peer: Peer;
  readonly #headers: Readonly<Record<string, string>>;
  /** Where the console is: nobody else is told its password. */
  readonly #origins: readonly string[];

  constructor(config: Config | undefined, url: string) {
    this.#peer = { name: 'The console', url: new URL(url).origin };
    this.#origins = [url, ...(config === undefined ? [] : [config.links.console])].map((own) => new URL(own).origin);
    const token = config?.console.token?.reveal();
    const credentials = Buffer.from(`switchgear:${token}`).toString('base64');
    this.#headers = token === undefined ? {} : { authorization: `Basic ${credentials}` };
  }

  /** @param after id of a notification; only newer ones are wanted */
  async inbox(limit: number, after = '0'): Promise<Inbox> {
    const path = `/api/v1/inbox?limit=${limit}&after=${after}`;
    return (await callJson(this.#peer, path, { headers: this.#headers })) as Inbox;
  }

  /** The status that a link in a notification answers with. */
  async statusOf(url: string): Promise<number> {
    const headers = this.#origins.includes(new URL(url).origin) ? this.#headers : {};
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(10_000) });
    await response.body?.cancel();
    return response.status;
  }
}
