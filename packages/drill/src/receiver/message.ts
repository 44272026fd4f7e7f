import { slackFaults } from '@switchgear/monitoring';

/** A notification as it arrived at Slack's webhook. */
export interface Message {
  readonly channel: string;
  /** What the title says behind the status: the alert, and what it is about. */
  readonly subject: string;
  readonly status: 'firing' | 'resolved';
  /** Addresses of its buttons by their text. */
  readonly buttons: Readonly<Record<string, string>>;
  /** In what it breaks Slack's rules, or those of our templates. */
  readonly faults: readonly string[];
}

interface Payload {
  readonly channel?: string;
  readonly attachments?: readonly {
    readonly title?: string;
    readonly actions?: readonly { readonly text: string; readonly url: string }[];
  }[];
}

/** Reads what Alertmanager posted. */
export function readMessage(contentType: string | undefined, body: string): Message {
  const faults: string[] = [];
  if (contentType?.split(';')[0] !== 'application/json') faults.push(`sent as ${contentType}, not as application/json`);
  const payload = parse(body);
  faults.push(...slackFaults(payload));
  const { channel = '', attachments: [attachment] = [] } = (payload ?? {}) as Payload;
  const { title = '', actions = [] } = attachment ?? {};
  const [, status, subject = ''] = /^\[(FIRING|RESOLVED)[^\]]*\] (.+)/.exec(title) ?? [];
  if (status === undefined)
    faults.push(`the title "${title}" does not begin with [FIRING:n] or [RESOLVED] and the alert`);
  const buttons = Object.fromEntries(actions.map(({ text, url }) => [text, url]));
  const missing = ['Runbook', 'Dashboard', 'Query', 'Silence'].filter((text) => !(text in buttons));
  if (missing.length > 0) faults.push(`no button ${missing.join(', ')}`);
  return { channel, subject, status: status === 'RESOLVED' ? 'resolved' : 'firing', buttons, faults };
}

/** Whether a message is about alerts of that name. */
export function isAbout({ subject }: Message, alert: string): boolean {
  return subject === alert || subject.startsWith(`${alert} `);
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // What the payload breaks then stands among its faults.
    return undefined;
  }
}
