import { showMatcher } from '../api/alertmanager.ts';
import type { Labels } from '../api/prometheus.ts';

/** Where Explore shows what a query gives. */
export function exploreLink(expr: string): string {
  return `/explore?${new URLSearchParams({ expr })}`;
}

/**
 * The same place inside this console, where it is one of ours: pages of the console, and queries on Prometheus' page.
 * Undefined for what no browser should follow.
 *
 * @param origins by which people reach this console
 */
export function placeOf(address: string, origins: readonly (string | undefined)[]): string | undefined {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined;
  const expr = url.searchParams.get('g0.expr');
  if (expr !== null) return exploreLink(expr);
  return origins.includes(url.origin) ? url.pathname + url.search + url.hash : url.href;
}

/** The form that silences these alerts, and no others that differ in what tells alerts apart. */
export function silenceLink(alerts: readonly { readonly labels: Labels }[]): string {
  const [first] = alerts;
  const matchers = ['alertname', ...tellingLabels, 'drill'].flatMap((name) => {
    const value = first?.labels[name] ?? '';
    if (value === '' || alerts.some(({ labels }) => labels[name] !== value)) return [];
    return showMatcher({ name, value, isRegex: false, isEqual: true });
  });
  return `/silences/new?${new URLSearchParams({ filter: `{${matchers.join(',')}}` })}`;
}

/** Labels that tell alerts of one name apart, in the order of their weight. */
const tellingLabels: readonly string[] = ['provider', 'api', 'key_id', 'instance', 'component'];

/** Labels that other parts of the page say, or that only routes need. */
const impliedLabels: readonly string[] = ['alertname', 'severity', 'service', 'resource', 'job', 'drill'];

/** Labels that say what an alert is about, those that matter first. */
export function subjectOf(labels: Labels): readonly (readonly [string, string])[] {
  const rank = (name: string) => [...tellingLabels, name].indexOf(name);
  return Object.entries(labels)
    .filter(([name]) => !impliedLabels.includes(name))
    .sort(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b));
}
