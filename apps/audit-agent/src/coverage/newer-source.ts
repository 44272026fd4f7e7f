import { dirname, extname, join, sep } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type CoverageReport, createIgnore, isNewer, walk } from '@switchgear/worktree';

/** Files that are looked at before others get their turn. */
const atATime = 500;

/**
 * A file of a kind that the report speaks of, test files included, that has changed since it was written, and so may
 * have changed what it would say. Undefined where there is none.
 */
export async function newerSource(root: string, report: CoverageReport): Promise<string | undefined> {
  const kinds = new Set([...report.files.keys()].map((path) => extname(path)));
  const folder = dirname(report.file);
  // What lies beside a report is often written with it.
  const isReport = (path: string) => folder !== root && join(root, path).startsWith(folder + sep);
  let count = 0;
  for (const { path, mtimeNs, ctimeNs } of walk(root, createIgnore(root))) {
    const times = { mtimeMs: Number(mtimeNs) / 1e6, ctimeMs: Number(ctimeNs) / 1e6 };
    if (kinds.has(extname(path)) && isNewer(times, report) && !isReport(path)) return path;
    count += 1;
    if (count % atATime === 0) await setImmediate();
  }
  return undefined;
}
