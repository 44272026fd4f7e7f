type Format = (values: readonly string[], name: string) => string;

/**
 * How the values of a variable are written, by Grafana's names.
 * https://grafana.com/docs/grafana/latest/dashboards/variables/variable-syntax/#advanced-variable-format-options
 */
export const formats: Readonly<Record<string, Format>> = {
  csv: (values) => values.join(','),
  raw: (values) => values.join(','),
  text: (values) => values.join(' + '),
  pipe: (values) => values.join('|'),
  glob: (values) => (values.length === 1 ? (values[0] ?? '') : `{${values.join(',')}}`),
  regex: (values) => alternatives(values.map(escapeRegex)),
  json: (values) => (values.length === 1 ? (values[0] ?? '') : JSON.stringify(values)),
  singlequote: (values) => quoted(values, "'", "\\'"),
  doublequote: (values) => quoted(values, '"', '\\"'),
  sqlstring: (values) => quoted(values, "'", "''"),
  percentencode: (values) => percentEncode(values.join(',')),
  uriencode: (values) => encodeURI(wellFormed(values.join(','))),
  queryparam: (values, name) =>
    values.map((value) => `${percentEncode(`var-${name}`)}=${percentEncode(value)}`).join('&'),
};

/** Values for `=~` in a string of PromQL. */
export function asPromRegex(values: readonly string[]): string {
  return alternatives(values.map((value) => inPromString(escapeRegex(value))));
}

/**
 * A value inside a string of PromQL, whichever quotes are around it: an escaped quote of the other kind would be no
 * PromQL, and a backquoted string knows no escapes, so each is written as its code.
 */
export function inPromString(value: string): string {
  return value
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll(/["'`]/g, (quote) => `\\x${quote.charCodeAt(0).toString(16)}`);
}

function alternatives(values: readonly string[]): string {
  return values.length === 1 ? (values[0] ?? '') : `(${values.join('|')})`;
}

function escapeRegex(value: string): string {
  return value.replaceAll(/[\\^$*+?.()|[\]{}]/g, '\\$&');
}

function quoted(values: readonly string[], quote: string, inside: string): string {
  return values.map((value) => quote + value.replaceAll(quote, inside) + quote).join(',');
}

function percentEncode(text: string): string {
  return encodeURIComponent(wellFormed(text)).replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Half a surrogate pair cannot be encoded. */
function wellFormed(text: string): string {
  return text.toWellFormed();
}
