import type { Path } from '../document/parse.ts';
import { secretSource } from '../schema/fields.ts';
import { readSource } from '../secrets/read-source.ts';
import type { Context } from './context.ts';

const source = secretSource('');

/** Reports what is wrong with secrets of a file that has other faults, so that a person learns of both at once. */
export function checkSecretSources(value: unknown, context: Context, path: Path = []): void {
  if (typeof value !== 'object' || value === null) return;
  const named = source.safeParse(value);
  if (named.success) {
    readSource(named.data, path, context);
    return;
  }
  const parts: [PropertyKey, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  for (const [part, inner] of parts) checkSecretSources(inner, context, [...path, part]);
}
