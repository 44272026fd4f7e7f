import type { z } from 'zod';
import type { Fault } from '../errors.ts';
import { type FileConfig, fileSchema } from '../schema/file.ts';
import { schemaAt } from '../schema/json-schema.ts';
import { expectation, finding, showName, showPath } from './describe.ts';
import { nearest } from './nearest.ts';
import { type Path, valueAt, type YamlFile } from './parse.ts';

const secretPlaces = new Set([
  'keys',
  'client_tokens',
  'token',
  'webhook',
  'critical',
  'warning',
  'info',
  'env',
  'file',
]);
const secretNames = /key|token|secret|password|webhook/i;
const secretRemedy =
  'a secret does not belong in this file: put it in an environment variable and write { env: NAME }, or in a file of mode 600 and write { file: PATH }';

interface Checked {
  /** What is right in the file; undefined when nothing of it can be used. */
  readonly config: FileConfig | undefined;
  readonly faults: readonly Fault[];
  /** Settings of sections and entries of lists that `config` lacks, because something in them is wrong. */
  readonly omitted: readonly Path[];
}

/** Checks the values of the file against the schema and reports everything that is wrong with them. */
export function validate(file: YamlFile): Checked {
  const { data, error } = fileSchema.safeParse(file.value);
  if (error === undefined) return { config: data, faults: [], omitted: [] };
  const omitted = new Map(error.issues.flatMap(partsOf).map((part) => [JSON.stringify(part), part]));
  return {
    config: fileSchema.safeParse(without(omitted, file.value)).data,
    faults: error.issues.flatMap((issue) => describeIssue(issue, file)),
    omitted: [...omitted.values()],
  };
}

/** What an issue makes unusable: of a section one setting, since each has a default, of a list one entry. */
function partsOf(issue: z.core.$ZodIssue): Path[] {
  const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
  return paths.map((path) => path.slice(0, 2));
}

function without(parts: ReadonlyMap<string, Path>, value: unknown, path: Path = []): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const entries: [PropertyKey, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  const kept = entries
    .map(([key, inner]) => [[...path, key], inner] as const)
    .filter(([place]) => !parts.has(JSON.stringify(place)))
    .map(([place, inner]) => [place.at(-1), without(parts, inner, place)] as const);
  if (!Array.isArray(value)) return Object.fromEntries(kept);
  return kept.length === 0 ? undefined : kept.map(([, inner]) => inner);
}

function describeIssue(issue: z.core.$ZodIssue, file: YamlFile): Fault[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(issue.path, key, file));
  const path = showPath(issue.path);
  const place = file.locate(issue.path);
  if (issue.code === 'custom') return [{ path, message: issue.message, ...place }];
  const found = valueAt(file.value, issue.path);
  if (isLiteralSecret(issue.path, found)) return [{ path, message: secretRemedy, ...place }];
  const expected = `expected ${expectation(schemaAt(issue.path))}`;
  const message = found === undefined ? `is missing (${expected})` : `${expected}, found ${finding(found)}`;
  return [{ path, message, ...place }];
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
