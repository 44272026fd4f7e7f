import { looksSecret } from './looks-secret.ts';
import type { SecretText } from './read-source.ts';
import { Secret } from './secret.ts';

/** A key and, when it was given one, its name. */
export interface NamedKey {
  readonly alias?: string;
  readonly secret: Secret;
  /** Where it was read, for messages: `entry 2 of DEEPSEEK_API_KEYS`. */
  readonly origin: string;
}

const alias = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,38}[A-Za-z0-9])?$/;
// An HTTP header value takes visible ASCII; quotes come from .env files that were read by something else than a shell.
const keyText = /^[\x21-\x7e]+$/;
const quotes = /^["'`]|["'`]$/;
const placeholder = /…|\.\.\.|[<>]|\*{3}|x{6}|your[-_]/i;

/** Reads a list of `KEY` or `ALIAS=KEY`, separated by commas, blanks or new lines. Entries are counted from 1 in messages. */
export function parseList({ text, origin }: SecretText, report: (message: string) => void): NamedKey[] {
  const entries = text.split(/[\s,]+/).filter((entry) => entry !== '');
  if (entries.length === 0) report(`${origin} holds no key; write one or more, separated by commas`);
  return entries.flatMap((entry, index) => {
    const place = `entry ${index + 1} of ${origin}`;
    const { name, key } = split(entry);
    const fault = entryFault(name, key);
    if (fault !== undefined) {
      report(`${place} ${fault}`);
      return [];
    }
    return [{ ...(name !== undefined && { alias: name }), secret: new Secret(key), origin: place }];
  });
}

/** `=` at the end is padding of the key itself. */
function split(entry: string): { name?: string; key: string } {
  const at = entry.indexOf('=');
  if (at < 0 || /^=*$/.test(entry.slice(at))) return { key: entry };
  return { name: entry.slice(0, at), key: entry.slice(at + 1) };
}

function entryFault(name: string | undefined, key: string): string | undefined {
  if (name !== undefined && !alias.test(name)) {
    return 'has an alias that is not made of letters, digits, dots, dashes and underscores (at most 40); write ALIAS=KEY';
  }
  if (name !== undefined && looksSecret(name)) {
    return 'has an alias that looks like a key; an alias is shown in metrics, choose a plain name';
  }
  if (quotes.test(key)) return 'stands in quotes; remove them';
  if (placeholder.test(key)) return 'looks like a placeholder; put the key itself in its place';
  if (!keyText.test(key)) return 'holds a character that cannot be sent in an HTTP header; copy the key again';
  return undefined;
}
