import type { Logger } from '@switchgear/service';
import { findRepository } from '@switchgear/worktree';
import { type AuditRequest, performAudit } from '../audit/perform.ts';
import type { AuditHistory } from '../history/open.ts';
import type { AuditMetrics } from '../metrics/metrics.ts';
import type { Audit, Comments, Fault, Reason } from '../model.ts';
import { removeReport, writeReport } from '../report/write.ts';

/** Points of the trend in a report. */
const trendPoints = 100;

export interface AuditorOptions extends Pick<AuditRequest, 'root' | 'options' | 'testFacts' | 'now'> {
  readonly history: AuditHistory;
  /** Folder of the reports. */
  readonly reports: string;
  readonly comment?: (audit: Audit, signal: AbortSignal) => Promise<Comments | Fault>;
  readonly metrics: AuditMetrics;
  readonly logger: Logger;
}

/** An audit that is kept, with its report. */
export interface Audited {
  readonly audit: Audit;
  readonly comments?: Comments;
  /** Path of the report as HTML; absent where it could not be written. */
  readonly report?: string;
}

/**
 * Does an audit from its reasons to its report.
 *
 * @returns undefined where the signal ended it: then nothing is kept
 * @throws what SQLite throws where it cannot be kept
 */
export async function carryOut(
  reasons: readonly Reason[],
  options: AuditorOptions,
  signal: AbortSignal,
): Promise<Audited | undefined> {
  const { root, history, metrics, logger, now } = options;
  metrics.started();
  try {
    let analysisMs = 0;
    const done = await performAudit({
      ...options,
      reasons,
      // Anew each time: git may have come or gone.
      repository: await repositoryOf(root, logger),
      signal,
      onAnalysed: (durationMs) => {
        analysisMs = durationMs;
      },
    });
    if (signal.aborted) return undefined;
    const commentedAt = now();
    const said = await options.comment?.(done, signal);
    const comments = said !== undefined && 'text' in said ? said : undefined;
    const fault = said !== undefined && 'type' in said ? said : undefined;
    const audit = fault === undefined ? done : { ...done, faults: [...done.faults, fault] };
    if (signal.aborted) return undefined;
    for (const id of history.save(audit)) removeReport(options.reports, id);
    metrics.finished(audit, history.published()?.percent);
    const report = keepReport(audit, comments, options);
    metrics.analysed(analysisMs + now() - commentedAt);
    return { audit, ...(comments !== undefined && { comments }), ...(report !== undefined && { report }) };
  } finally {
    metrics.ended();
  }
}

async function repositoryOf(root: string, logger: Logger) {
  try {
    return await findRepository(root);
  } catch (error) {
    logger.warn({ err: error }, `audited without git: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

/** Writes the report. @returns the path of its HTML; the audit counts without its report too */
export function keepReport(audit: Audit, comments: Comments | undefined, options: AuditorOptions): string | undefined {
  try {
    return writeReport(options.reports, audit, comments, options.history.trend(trendPoints)).html;
  } catch (error) {
    options.metrics.error('report');
    const message = error instanceof Error ? error.message : String(error);
    options.logger.error({ err: error, error_type: 'report' }, `the report of ${audit.id} was not written: ${message}`);
    return undefined;
  }
}
