import type { CurrentAlert } from './current.ts';
import { type Rule, severityOf, stateOf } from './rules.ts';

/** What the viewer wants to see; '' is anything. */
export interface Wanted {
  readonly text: string;
  readonly severity: string;
  readonly state: string;
}

export function wantedOf(search: URLSearchParams): Wanted {
  const [text = '', severity = '', state = ''] = ['q', 'severity', 'state'].map((name) => search.get(name) ?? '');
  return { text, severity, state };
}

export function isWantedAlert(wanted: Wanted, { labels, annotations, standing }: CurrentAlert): boolean {
  const texts = [...Object.values(labels), annotations['summary'], annotations['description']];
  return fits(wanted, severityOf({ labels }), standing) && hasWords(wanted.text, texts);
}

export function isWantedRule(wanted: Wanted, rule: Rule): boolean {
  const { name, query, group, labels, annotations } = rule;
  const texts = [name, query, group.name, ...Object.values(labels), annotations['summary']];
  return fits(wanted, severityOf(rule), stateOf(rule)) && hasWords(wanted.text, texts);
}

/** Whether each word stands somewhere in the texts, in whatever case. */
export function hasWords(words: string, texts: readonly (string | undefined)[]): boolean {
  const all = texts.join('\n').toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}

function fits(wanted: Wanted, severity: string, state: string): boolean {
  return ['', severity].includes(wanted.severity) && ['', state].includes(wanted.state);
}
