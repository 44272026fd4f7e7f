/** A query cut in three at the place that an error names. */
export interface Place {
  readonly before: string;
  /** The word there; empty at the end of the query. */
  readonly at: string;
  readonly after: string;
}

/** Where in a query Prometheus found the fault; undefined when its message names no place. */
export function placeOf(message: string, expr: string): Place | undefined {
  const [, line, column] = /\b(\d+):(\d+): parse error/.exec(message) ?? [];
  if (line === undefined || column === undefined) return undefined;
  const lines = expr.split('\n');
  const text = lines[Number(line) - 1] ?? '';
  const start = [...lines.slice(0, Number(line) - 1), ''].join('\n').length + charactersIn(text, Number(column) - 1);
  const at = /^(?:\w+|\W)?/u.exec(expr.slice(start))?.[0] ?? '';
  return { before: expr.slice(0, start), at, after: expr.slice(start + at.length) };
}

/** Prometheus counts bytes. */
function charactersIn(text: string, bytes: number): number {
  return new TextDecoder().decode(new TextEncoder().encode(text).subarray(0, bytes)).length;
}
