import { ConsoleError } from '../errors.ts';

/** A condition on one label, as Alertmanager's API takes it. */
export interface Matcher {
  readonly name: string;
  readonly value: string;
  readonly isRegex: boolean;
  readonly isEqual: boolean;
}

const matcher = /\s*([A-Za-z_]\w*)\s*(=~|!~|!=|=)\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"{}=!~]+))\s*(?:,|$)/sy;

/**
 * Reads matchers as Alertmanager writes them into addresses: `{alertname="X",provider=~"a|b"}`, braces optional.
 *
 * @throws ConsoleError bad_request, with the place of the fault
 */
export function parseMatchers(filter: string): Matcher[] {
  const inner = /^\s*\{(.*)\}\s*$/s.exec(filter)?.[1] ?? filter;
  const text = inner.trimEnd();
  const matchers: Matcher[] = [];
  for (let at = 0; at < text.length; at = matcher.lastIndex) {
    matcher.lastIndex = at;
    const [, name = '', operator = '', quoted, bare = ''] = matcher.exec(text) ?? [];
    if (name === '') throw unreadable(text.slice(at, at + 40));
    const value = quoted?.replaceAll(/\\(["\\n])/g, (_, escaped) => (escaped === 'n' ? '\n' : escaped)) ?? bare;
    matchers.push({ name, value, isRegex: operator.endsWith('~'), isEqual: operator.startsWith('=') });
  }
  if (matchers.length === 0) throw unreadable('');
  return matchers;
}

function unreadable(rest: string): ConsoleError {
  return new ConsoleError(
    'bad_request',
    `the filter cannot be read at ${JSON.stringify(rest)}; write {alertname="…"} with =, !=, =~ or !~ and commas between, or follow the link of a notification`,
  );
}
