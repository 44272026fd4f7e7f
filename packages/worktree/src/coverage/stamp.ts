import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { messageOf, systemCode, WorktreeError } from '../errors.ts';

/** What a report was measured on; a file `<report>.stamp.json` beside it, which a CI can write. */
export interface Stamp {
  /** At least the first 7 digits. */
  readonly commit: string;
  /** The git tree that was measured, where it was not that of the commit. */
  readonly tree?: string;
  /** Which tests ran: all there are, or these files. */
  readonly tests: 'all' | readonly string[];
}

/** Room for the names of all test files of a large project. */
const maxBytes = 10e6;

/**
 * Undefined where there is none, or one that is older than its report and so speaks of another.
 *
 * @throws WorktreeError `coverage_unreadable`
 */
export function readStamp(report: string): Stamp | undefined {
  const file = stampFile(report);
  let stamp: unknown;
  try {
    const stat = statSync(file);
    if (!stat.isFile() || stat.size > maxBytes) throw new Error(`it is no file of at most ${maxBytes} bytes`);
    if (stat.mtimeMs < statSync(report).mtimeMs) return undefined;
    stamp = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw new WorktreeError('coverage_unreadable', `${file} cannot be read: ${messageOf(error)}`, { cause: error });
  }
  if (isStamp(stamp)) return stamp;
  const shape = '{ "commit": "<id>", "tests": "all" or a list of files }';
  throw new WorktreeError('coverage_unreadable', `${file} is no stamp of coverage; write ${shape}`);
}

export function writeStamp(report: string, stamp: Stamp): void {
  const file = stampFile(report);
  writeFileSync(`${file}.new`, `${JSON.stringify(stamp)}\n`);
  renameSync(`${file}.new`, file);
}

function stampFile(report: string): string {
  return `${report.replace(/[\\/]+$/, '')}.stamp.json`;
}

function isStamp(value: unknown): value is Stamp {
  if (typeof value !== 'object' || value === null) return false;
  const { commit, tree, tests }: Partial<Record<keyof Stamp, unknown>> = value;
  const isId = (id: unknown): boolean => typeof id === 'string' && /^[0-9a-f]{7,64}$/.test(id);
  const isList = Array.isArray(tests) && tests.every((test) => typeof test === 'string');
  return isId(commit) && (tree === undefined || isId(tree)) && (tests === 'all' || isList);
}
