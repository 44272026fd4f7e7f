import { type Fields, objectsIn, textOf } from '../input/json.ts';
import { isWebAddress } from '../input/link.ts';

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

/** In characters. A thousand notifications stay in memory, and twice as many on disk. */
const longestText = 8000;
const longestAddress = 3000;
const longestTitle = 1024;
const longestLabel = 100;
const mostLinks = 5;

/**
 * Reads what was sent to a Slack webhook. Whatever it holds, something of it is shown.
 *
 * @throws RangeError when it nests too deep to be shown
 */
export function readMessage(payload: Fields): Message {
  const attachments = objectsIn(payload['attachments']);
  const first = (name: string) => attachments.map((attachment) => textOf(attachment[name])).find(Boolean) ?? '';
  const text = [textOf(payload['text']), ...attachments.flatMap(textsOf)].filter(Boolean).join('\n\n');
  const title = first('title') || text.split('\n', 1).join();
  return {
    channel: shown(textOf(payload['channel']), longestLabel),
    status: statusOf(title),
    title: shown(title, longestTitle),
    title_link: isAddress(first('title_link')) ? first('title_link') : '',
    text: shown(text || first('fallback') || (title === '' ? JSON.stringify(payload) : ''), longestText),
    color: shown(first('color'), longestLabel),
    links: attachments.flatMap(linksOf).slice(0, mostLinks),
  };
}

const prefix = /^(?:DRILL\b[^[]*)?\[(FIRING:\d+|RESOLVED)\]/;

/** Behind what marks a drill, a title begins with the status. */
function statusOf(title: string): Message['status'] {
  const [, status] = prefix.exec(title) ?? [];
  if (status === undefined) return 'other';
  return status === 'RESOLVED' ? 'resolved' : 'firing';
}

function textsOf({ pretext, text, fields }: Fields): string[] {
  const named = objectsIn(fields).map(({ title, value }) => [title, value].map(textOf).filter(Boolean).join(': '));
  return [textOf(pretext), textOf(text), ...named];
}

function linksOf({ actions }: Fields): Message['links'] {
  return objectsIn(actions)
    .map(({ text, url }) => ({ text: shown(textOf(text) || textOf(url), longestLabel), url: textOf(url) }))
    .filter(({ url }) => isAddress(url));
}

/** Addresses that no browser would follow are none. */
function isAddress(text: string): boolean {
  return text.length <= longestAddress && isWebAddress(text);
}

/** Without Slack's escapes; an ellipsis stands for what is cut off. */
function shown(text: string, longest: number): string {
  const plain = text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  return plain.length <= longest ? plain : `${plain.slice(0, longest - 1)}…`;
}
