import type { z } from 'zod';
import type { Fault } from '../errors.ts';
import { type FileConfig, fileSchema } from '../schema/file.ts';
import { schemaAt } from '../schema/json-schema.ts';
import { expectation, finding, showName, showPath } from './describe.ts';
import { nearest } from './nearest.ts';
import type { Path, YamlFile } from './parse.ts';

const secretPlaces = new Set(['keys', 'client_tokens', 'webhook', 'env', 'file']);
const secretNames = /key|token|secret|password|webhook/i;
const secretRemedy =
  'a secret does not belong in this file: put it in an environment variable and write { env: NAME }, or in a file of mode 600 and write { file: PATH }';

/** Checks the values of the file against the schema and reports everything that is wrong with them. */
export function validate(file: YamlFile): { config: FileConfig | undefined; faults: readonly Fault[] } {
  const result = fileSchema.safeParse(file.value);
  if (result.success) return { config: result.data, faults: [] };
  return { config: undefined, faults: result.error.issues.flatMap((issue) => describeIssue(issue, file)) };
}

function describeIssue(issue: z.core.$ZodIssue, file: YamlFile): Fault[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(issue.path, key, file));
  const path = showPath(issue.path);
  const place = file.locate(issue.path);
  if (issue.code === 'custom') return [{ path, message: issue.message, ...place }];
  const found = valueAt(file.value, issue.path);
  if (isLiteralSecret(issue.path, found)) return [{ path, message: secretRemedy, ...place }];
  return [{ path, message: `expected ${expectation(schemaAt(issue.path))}, found ${finding(found)}`, ...place }];
}

function unknownKey(parent: Path, key: string, file: YamlFile): Fault {
  const known = Object.keys(schemaAt(parent)?.properties ?? {});
  const near = nearest(key, known);
  const value = valueAt(file.value, [...parent, key]);
  let remedy = near === undefined ? `known here: ${known.join(', ')}` : `did you mean ${near}?`;
  if (secretNames.test(key) && typeof value === 'string') remedy = secretRemedy;
  return {
    path: showPath([...parent, key]),
    message: `unknown key ${showName(key)}; ${remedy}`,
    ...file.locateKey(parent, key),
  };
}

/** A text or a list of texts where only the place of a secret may stand. */
function isLiteralSecret(path: Path, value: unknown): boolean {
  const last = path.findLast((part) => typeof part === 'string');
  if (!secretPlaces.has(String(last))) return false;
  return typeof value === 'string' || (Array.isArray(value) && value.some((entry) => typeof entry === 'string'));
}

function valueAt(value: unknown, path: Path): unknown {
  let current = value;
  for (const part of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = Object.entries(current).find(([key]) => key === String(part))?.[1];
  }
  return current;
}
