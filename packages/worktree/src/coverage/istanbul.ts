import { jsonMembers } from '../text/json-members.ts';
import type { TextSource } from '../text/source.ts';
import type { FileCollector } from './collect.ts';
import { candidatesOf } from './locate.ts';
import { LineTally } from './tally.ts';

/** The part of Istanbul's data for a file that tells its lines. */
interface StatementCoverage {
  readonly path?: string;
  readonly statementMap: Readonly<Record<string, { readonly start: { readonly line: number } }>>;
  readonly s: Readonly<Record<string, number>>;
}

/** Reads Istanbul's `coverage-final.json`. */
export async function readIstanbul(
  source: TextSource,
  bases: readonly string[],
  collector: FileCollector,
): Promise<void> {
  for await (const [key, value] of jsonMembers(source)) {
    const file = asStatements(value);
    const tally = file === undefined ? undefined : tallyStatements(file);
    if (tally === undefined) throw source.unreadable(`what it says of ${key} is not Istanbul's format`);
    const reported = file?.path ?? key;
    collector.add(reported, candidatesOf(reported, bases), tally);
  }
}

/** A line can run where a statement starts, as Istanbul's own reports have it; undefined where the data is malformed. */
export function tallyStatements({ statementMap, s }: StatementCoverage): LineTally | undefined {
  const tally = new LineTally();
  for (const [id, location] of Object.entries(statementMap)) {
    if (!tally.add(Number(location?.start?.line), Number(s[id]))) return undefined;
  }
  return tally;
}

function asStatements(value: unknown): StatementCoverage | undefined {
  if (typeof value !== 'object' || value === null || !('statementMap' in value) || !('s' in value)) return undefined;
  const { statementMap, s } = value;
  const path = 'path' in value && typeof value.path === 'string' ? { path: value.path } : {};
  if (typeof statementMap !== 'object' || statementMap === null || typeof s !== 'object' || s === null)
    return undefined;
  return { ...path, statementMap: { ...statementMap }, s: { ...s } };
}
