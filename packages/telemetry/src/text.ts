import type { Labels, MetricName } from './catalogue.ts';

/** Prometheus 3 refuses a scrape whose Content-Type it cannot parse: this is exactly the text format it knows. */
export const contentType = 'text/plain; version=0.0.4; charset=utf-8';

/** A number in the text format, which spells the special values its own way. */
export function formatValue(value: number): string {
  if (Number.isFinite(value)) return `${value}`;
  if (Number.isNaN(value)) return 'NaN';
  return value > 0 ? '+Inf' : '-Inf';
}

/** A label value with backslash, quote and line feed escaped, without the surrounding quotes. */
export function escapeLabelValue(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

/** Label pairs as they stand between the braces, in the order given. */
export function labelPairs(labels: Readonly<Record<string, string | number>>): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${escapeLabelValue(`${value}`)}"`)
    .join(',');
}

/**
 * The part of a line before its value, ready to be cached by a {@link Source}: `name{label="value"} `.
 * Label names and closed values are checked against the catalogue by the compiler.
 */
export function linePrefix<N extends MetricName>(name: N, labels: Labels<N>): string {
  return rawPrefix(name, labelPairs(labels as Readonly<Record<string, string>>));
}

/** {@link linePrefix} from pairs that are already rendered. */
export function rawPrefix(name: string, pairs: string): string {
  return pairs === '' ? `${name} ` : `${name}{${pairs}} `;
}

/** The two comment lines that open a family. */
export function familyHeader(name: string, help: string, type: string): string {
  const escaped = help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
  return `# HELP ${name} ${escaped}\n# TYPE ${name} ${type}\n`;
}
