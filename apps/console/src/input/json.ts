/** A JSON object of which nothing is known. */
export type Fields = Readonly<Record<string, unknown>>;

/** The members of a JSON object; undefined for any other text. */
export function parseObject(text: string): Fields | undefined {
  try {
    return [JSON.parse(text)].find(isObject);
  } catch {
    return undefined;
  }
}

/** The objects in a list; none where there is no list. */
export function objectsIn(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The text; '' for anything else. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
