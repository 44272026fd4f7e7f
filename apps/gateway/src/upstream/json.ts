type Fields = Readonly<Record<string, unknown>>;

/** Fields of a JSON object of unknown shape; none when it is no object. */
export function fields(value: unknown): Fields {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Fields) : {};
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

/** A non-negative finite number, else 0. */
export function count(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : 0;
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
