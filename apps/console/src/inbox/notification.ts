import { type Fields, objectsIn, textOf } from '../input/json.ts';
import { isWebAddress } from '../pages/link.ts';

/** What a notification says, in the terms of people. */
export interface Message {
  readonly channel: string;
  readonly status: 'firing' | 'resolved' | 'other';
  readonly title: string;
  readonly title_link: string;
  readonly text: string;
  /** As Slack takes it: good, warning, danger or a number such as #ff0000. */
  readonly color: string;
  readonly links: readonly { readonly text: string; readonly url: string }[];
}

/** A notification in the inbox. */
export interface Notification extends Message {
  /** Digits; a later notification has a larger number. */
  readonly id: string;
  readonly received_at: string;
}

/** Slack cuts messages off there too. */
const longestText = 40_000;
const longestAddress = 8000;
const mostLinks = 20;

/** Reads what was sent to a Slack webhook. Whatever it holds, something of it is shown. */
export function readMessage(payload: Fields): Message {
  const attachments = objectsIn(payload['attachments']);
  const first = (name: string) => attachments.map((attachment) => textOf(attachment[name])).find(Boolean) ?? '';
  const text = [textOf(payload['text']), ...attachments.flatMap(textsOf)].filter(Boolean).join('\n\n');
  const title = first('title') || text.split('\n', 1).join();
  return {
    channel: shown(textOf(payload['channel'])),
    status: statusOf(title),
    title: shown(title),
    title_link: isAddress(first('title_link')) ? first('title_link') : '',
    text: shown(text || first('fallback') || (title === '' ? JSON.stringify(payload) : '')),
    color: shown(first('color')),
    links: attachments.flatMap(linksOf).slice(0, mostLinks),
  };
}

/** Behind what marks a drill, a title begins with the status. */
function statusOf(title: string): Message['status'] {
  const [, status] = /^(?:DRILL\b[^[]*)?\[(FIRING:\d+|RESOLVED)\]/.exec(title) ?? [];
  if (status === undefined) return 'other';
  return status === 'RESOLVED' ? 'resolved' : 'firing';
}

function textsOf({ pretext, text, fields }: Fields): string[] {
  const named = objectsIn(fields).map(({ title, value }) => [title, value].map(textOf).filter(Boolean).join(': '));
  return [textOf(pretext), textOf(text), ...named];
}

function linksOf({ actions }: Fields): Message['links'] {
  return objectsIn(actions)
    .map((action) => ({ text: shown(textOf(action['text'])), url: textOf(action['url']) }))
    .filter(({ url }) => isAddress(url))
    .map(({ text, url }) => ({ text: text || url, url }));
}

/** Addresses that no browser would follow are none. */
function isAddress(text: string): boolean {
  return text.length <= longestAddress && isWebAddress(text);
}

/** Without Slack's escapes, and no longer than it can be in Slack. */
function shown(text: string): string {
  const plain = text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  if (plain.length <= longestText) return plain;
  return `${plain.slice(0, longestText)} … (${plain.length - longestText} characters cut off)`;
}
