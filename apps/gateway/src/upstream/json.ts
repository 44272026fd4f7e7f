export type Fields = Readonly<Record<string, unknown>>;

/** Fields of a JSON object of unknown shape; none when it is no object. */
export function fields(value: unknown): Fields {
  return isObject(value) ? value : {};
}

export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One field of a JSON object of unknown shape. */
export function field(value: unknown, name: string): unknown {
  return fields(value)[name];
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A number from 0 to the largest safe integer; 0 for everything else. */
export function count(value: unknown): number {
  return typeof value === 'number' && value > 0 && value <= Number.MAX_SAFE_INTEGER ? value : 0;
}

/** Whether there is anything in a value: neither null nor an empty text or list. */
export function isGiven(value: unknown): boolean {
  return value != null && value !== '' && !(Array.isArray(value) && value.length === 0);
}

/** The value, or undefined when the text is no JSON. */
export function parse(source: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(source) };
  } catch {
    // The one thing JSON.parse throws is what the caller asks about.
    return undefined;
  }
}
