import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Audit, Comments, Minimums, TrendPoint } from '../model.ts';
import { renderHtml } from './html/page.ts';
import { reportData } from './json.ts';
import { renderMarkdown } from './markdown/render.ts';

export const reportFormats = ['json', 'md', 'html'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** Where a report stands once it is written. */
export function reportPath(folder: string, id: string, format: ReportFormat): string {
  return join(folder, `${id}.${format}`);
}

/**
 * Writes a report in each format; a file is there whole or not at all. Throws what the file system throws, after which
 * it can be called again.
 */
export function writeReport(
  folder: string,
  audit: Audit,
  comments: Comments | undefined,
  trend: readonly TrendPoint[],
  minimums?: Minimums,
): Readonly<Record<ReportFormat, string>> {
  mkdirSync(folder, { recursive: true });
  const write = (format: ReportFormat, text: string) => writeWhole(reportPath(folder, audit.id, format), text);
  return {
    json: write('json', `${JSON.stringify(reportData(audit, comments))}\n`),
    md: write('md', renderMarkdown(audit, comments)),
    html: write('html', renderHtml(audit, comments, trend, minimums)),
  };
}

/** Removes the report of an audit that is no longer kept. */
export function removeReport(folder: string, id: string): void {
  for (const format of reportFormats) rmSync(reportPath(folder, id, format), { force: true });
}

function writeWhole(path: string, text: string): string {
  const unfinished = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(unfinished, text);
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
  return path;
}
