import { type Logger, messageOf } from '@switchgear/service';
import { type AuditRequest, performAudit } from '../audit/perform.ts';
import type { Commenting } from '../comments/commenting.ts';
import type { GateRules } from '../gate/judge.ts';
import type { AuditHistory } from '../history/open.ts';
import type { AuditMetrics } from '../metrics/metrics.ts';
import type { Audit, Comments, Reason } from '../model.ts';
import { removeReport, writeReport } from '../report/write.ts';

/** Points of the trend in a report. */
const trendPoints = 100;

export interface AuditorOptions extends Pick<AuditRequest, 'root' | 'options' | 'testFacts' | 'now'> {
  readonly history: AuditHistory;
  /** Folder of the reports. */
  readonly reports: string;
  readonly rules: GateRules;
  readonly comment?: Commenting['comment'];
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
  const { history, metrics } = options;
  metrics.started();
  try {
    let analysisMs = 0;
    const done = await performAudit({
      ...options,
      reasons,
      signal,
      onAnalysed: (durationMs) => {
        analysisMs = durationMs;
      },
    });
    if (signal.aborted) return undefined;
    const commentedAt = performance.now();
    const said = await options.comment?.(done, signal);
    const comments = said !== undefined && 'text' in said ? said : undefined;
    const fault = said !== undefined && 'type' in said ? said : undefined;
    const audit = fault === undefined ? done : { ...done, faults: [...done.faults, fault] };
    if (signal.aborted) return undefined;
    for (const id of history.save(audit)) removeReport(options.reports, id);
    metrics.finished(audit, history.published()?.percent);
    const report = keepReport(audit, comments, options);
    metrics.analysed(analysisMs + performance.now() - commentedAt);
    return { audit, ...(comments !== undefined && { comments }), ...(report !== undefined && { report }) };
  } finally {
    metrics.ended();
  }
}

/** Writes the report. @returns the path of its HTML; the audit counts without its report too */
export function keepReport(audit: Audit, comments: Comments | undefined, options: AuditorOptions): string | undefined {
  try {
    return writeReport(options.reports, audit, comments, options.history.trend(trendPoints), options.rules).html;
  } catch (error) {
    options.metrics.error('report');
    const message = messageOf(error);
    options.logger.error({ err: error, error_type: 'report' }, `the report of ${audit.id} was not written: ${message}`);
    return undefined;
  }
}
