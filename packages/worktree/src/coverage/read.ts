import { readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { WorktreeError } from '../errors.ts';
import { TextSource } from '../text/source.ts';
import { readCobertura } from './cobertura.ts';
import { FileCollector } from './collect.ts';
import { formatOf } from './format.ts';
import { readIstanbul } from './istanbul.ts';
import { readLcov } from './lcov.ts';
import type { CoverageFormat, CoverageReport } from './report.ts';
import { tickMs } from './stale.ts';
import { totals } from './sums.ts';

export interface ReadCoverageOptions {
  /** The folder that paths are relative to. */
  readonly root: string;
  /** Larger files are refused, in bytes; default 256e6. */
  readonly maxBytes?: number;
}

/**
 * Reads a report of coverage, or a folder of V8's. Its format is known by its content, not its name. Relative paths in
 * it start at the report's folder, or at the nearest above it where there is such a file.
 *
 * @param path absolute, or from the root
 * @throws WorktreeError `coverage_unreadable`, `coverage_too_large`, `coverage_unknown_format`, `coverage_empty` where
 * it names no line, `coverage_foreign` where none of its files is below the root, `tree_missing`
 */
export async function readCoverage(path: string, options: ReadCoverageOptions): Promise<CoverageReport> {
  const { root, maxBytes = 256e6 } = options;
  const file = resolve(root, path);
  const collector = new FileCollector(root);
  const sources = partsOf(file).map((part) => TextSource.open('coverage', part, { maxBytes }));
  const stats = sources.map((source) => statSync(source.name));
  const modifiedAt = Math.min(...stats.map(({ mtimeMs }) => mtimeMs));
  const changedAt = Math.min(...stats.map(({ ctimeMs }) => ctimeMs));
  const format = await read(file, sources, collector, basesOf(file, resolve(root)));
  const report = { format, file, modifiedAt, changedAt, ...collector.findings() };
  requireLines(report, root);
  return isCopied(report, root) ? { ...report, changedAt: Number.POSITIVE_INFINITY } : report;
}

async function read(
  file: string,
  sources: readonly TextSource[],
  collector: FileCollector,
  bases: readonly string[],
): Promise<CoverageFormat> {
  const [first] = sources;
  const head = (await first?.head()) ?? '';
  if (first === undefined || head.trim() === '') throw new WorktreeError('coverage_empty', `${file} is empty`);
  const format = formatOf(head);
  if (first.name !== file && format !== 'v8') {
    throw new WorktreeError(
      'coverage_unknown_format',
      `${file} is a folder, but not of V8's reports; name a file in it`,
    );
  }
  switch (format) {
    case 'istanbul':
      await readIstanbul(first, bases, collector);
      return format;
    case 'lcov':
      await readLcov(first, bases, collector);
      return format;
    case 'cobertura':
      await readCobertura(first, bases, collector);
      return format;
    case 'v8':
      // Its parsers take memory that is seldom needed.
      await (await import('./v8.ts')).readV8(sources, collector);
      return format;
    default: {
      const known = "Istanbul's JSON, lcov, Cobertura and V8's JSON of NODE_V8_COVERAGE";
      throw new WorktreeError('coverage_unknown_format', `${file} is in no known format; known are ${known}`);
    }
  }
}

function partsOf(file: string): string[] {
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory() !== true) return [file];
  const names = readdirSync(file).filter((name) => name.endsWith('.json'));
  return names.map((name) => join(file, name));
}

/** The report's folder and those above it, up to the root. */
function basesOf(file: string, root: string): string[] {
  const bases: string[] = [];
  for (let folder = dirname(file); folder !== root && dirname(folder) !== folder; folder = dirname(folder)) {
    bases.push(folder);
  }
  const isBelow = bases.every((base) => base.startsWith(root));
  return isBelow ? [...bases, root] : [root];
}

/** Whether it came to its place with its files, after it was written. */
function isCopied({ files, modifiedAt, changedAt }: CoverageReport, root: string): boolean {
  const isLater = (path: string) => (statSync(join(root, path), { throwIfNoEntry: false })?.ctimeMs ?? 0) > modifiedAt;
  return changedAt > modifiedAt + tickMs && [...files.keys()].every(isLater);
}

function requireLines({ file, files, foreign, foreignCount, gone }: CoverageReport, root: string): void {
  if (totals(files).executable > 0) return;
  const names = [...foreign, ...gone];
  if (files.size === 0 && names.length > 0) {
    const count = Math.max(foreignCount, names.length);
    const remedy = 'measure in this folder, or name the root that the report was made in';
    const of = `${names.slice(0, 3).join(', ')}${count > 3 ? ` and ${count - 3} more` : ''}`;
    throw new WorktreeError('coverage_foreign', `${file} names no file below ${root}, but ${of}; ${remedy}`);
  }
  throw new WorktreeError('coverage_empty', `${file} names no line of code; did any test run, and load code?`);
}
