import type { JsonSchema } from '../schema/json-schema.ts';
import { looksSecret } from '../secrets/looks-secret.ts';

/** What a value should have been, in words. */
export function expectation(schema: JsonSchema | undefined): string {
  if (schema?.enum) return `one of ${schema.enum.join(', ')}`;
  switch (schema?.type) {
    case 'integer':
      return `an integer${bounds(schema)}`;
    case 'number':
      return `a number${bounds(schema)}`;
    case 'boolean':
      return 'true or false';
    case 'array':
      return schema.minItems === undefined ? 'a list' : 'a list with at least one entry';
    case 'object':
      return schema.properties
        ? `a section with ${Object.keys(schema.properties).join(', ')}`
        : 'a section of names and values';
    case 'string':
      if (schema.format === 'uri') return 'an address that starts with http:// or https://';
      return schema.title ?? 'a text';
    default:
      return 'another value';
  }
}

/** What was found instead, in words; a text that may be a secret is not repeated. */
export function finding(value: unknown): string {
  if (typeof value === 'string') {
    if (value === '') return 'an empty text';
    return looksSecret(value) ? 'a text (not shown, it may be a secret)' : `the text "${value}"`;
  }
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return 'a section';
  return String(value);
}

/** A path as people write it: `providers[0].accounts[1].name`. Names that may be secrets are not repeated. */
export function showPath(path: readonly PropertyKey[]): string {
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`;
    else text += `${text === '' ? '' : '.'}${showName(String(part))}`;
  }
  return text;
}

export function showName(name: string): string {
  return looksSecret(name) ? '(hidden)' : name;
}

function bounds(schema: JsonSchema): string {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
  const from = exclusiveMinimum === undefined ? ` from ${minimum}` : ` above ${exclusiveMinimum}`;
  const to = exclusiveMaximum === undefined ? ` to ${maximum}` : ` to below ${exclusiveMaximum}`;
  return from + to;
}
