import { type Path, valueAt, type YamlFile } from '../document/parse.ts';
import type { Fault } from '../errors.ts';
import { secretSource } from '../schema/fields.ts';
import { readSource } from '../secrets/read-source.ts';
import { type Context, createContext, type Origins } from './context.ts';

const source = secretSource('');

/** What is wrong with secrets in parts of the file that have other faults, so that a person learns of both at once. */
export function secretFaults(file: YamlFile, parts: readonly Path[], origins: Origins): Fault[] {
  const context = createContext(file, origins);
  for (const part of parts) check(valueAt(file.value, part), part, context);
  return context.faults;
}

function check(value: unknown, path: Path, context: Context): void {
  if (typeof value !== 'object' || value === null) return;
  const named = source.safeParse(value);
  if (named.success) {
    readSource(named.data, path, context);
    return;
  }
  const parts: [PropertyKey, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  for (const [part, inner] of parts) check(inner, [...path, part], context);
}
