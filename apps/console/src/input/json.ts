/** A JSON object of which nothing is known. */
export type Fields = Readonly<Record<string, unknown>>;

/** The members of a JSON object; undefined for any other text. */
export function parseObject(text: string): Fields | undefined {
  return [parse(text)].find(isObject);
}

/** The objects in a JSON list; undefined for any other text. */
export function parseList(text: string): Fields[] | undefined {
  const list = parse(text);
  return Array.isArray(list) ? objectsIn(list) : undefined;
}

/** The members of an object; none of anything else. */
export function fieldsOf(value: unknown): Fields {
  return isObject(value) ? value : {};
}

/** The objects in a list; none where there is no list. */
export function objectsIn(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The text, fit for an address; '' for anything else. */
export function textOf(value: unknown): string {
  // Half a surrogate pair, which JSON can hold, cannot be encoded.
  return typeof value === 'string' ? value.toWellFormed() : '';
}

/** A time in ISO 8601, in UTC; '' for anything else. */
export function timeOf(value: unknown): string {
  const time = Date.parse(textOf(value));
  return Number.isNaN(time) ? '' : new Date(time).toISOString();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
