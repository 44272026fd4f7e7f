import { extname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type CoverageReport, createIgnore, isNewer, walk } from '@switchgear/worktree';
import type { TreeState } from './read-reports.ts';

/** Files that are looked at before others get their turn. */
const atATime = 500;

/**
 * A file of a kind that the report speaks of, test files included, that has changed since it was written, and so may
 * have changed what it would say. Undefined where there is none.
 *
 * @param written folders of what is written with reports, as `coverage/`
 */
export async function newerSource(
  report: CoverageReport,
  { root, ignore = [] }: TreeState,
  written: readonly string[],
): Promise<string | undefined> {
  const kinds = new Set([...report.files.keys()].map((path) => extname(path)));
  let count = 0;
  for (const { path, mtimeNs, ctimeNs } of walk(root, createIgnore(root, { patterns: ignore }))) {
    const times = { mtimeMs: Number(mtimeNs) / 1e6, ctimeMs: Number(ctimeNs) / 1e6 };
    const isSource = kinds.has(extname(path)) && !written.some((folder) => path.startsWith(folder));
    if (isSource && isNewer(times, report)) return path;
    count += 1;
    if (count % atATime === 0) await setImmediate();
  }
  return undefined;
}
