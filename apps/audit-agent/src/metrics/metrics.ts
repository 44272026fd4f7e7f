import type { Registry } from '@switchgear/telemetry';
import type { Audit, AuditErrorType, Trigger } from '../model.ts';

export type AuditMetrics = ReturnType<typeof createAuditMetrics>;

/** Everything that AuditAgent tells of itself, under the names of the catalogue. */
export function createAuditMetrics(registry: Registry) {
  const runs = registry.counter('audit_agent_runs_total');
  const markers = registry.counter('audit_agent_completion_markers_found_total');
  const commits = registry.counter('audit_agent_git_commits_detected_total');
  const errors = registry.counter('audit_agent_errors_total');
  const coverage = registry.gauge('audit_agent_coverage_percent').labels();
  const lastRun = registry.gauge('audit_agent_last_run_timestamp').labels();
  const active = registry.gauge('audit_agent_active_tasks_count').labels();
  const duration = registry.histogram('audit_agent_run_duration_seconds').labels();
  const analysis = registry.histogram('audit_agent_analysis_duration_seconds').labels();
  active.set(0);
  return {
    /** What the last audit of an earlier process has published; the gauges go on with it. */
    restore(finishedAt: number | undefined, percent: number | undefined): void {
      if (finishedAt !== undefined) lastRun.set(finishedAt / 1000);
      if (percent !== undefined) coverage.set(percent);
    },
    started(): void {
      active.add(1);
    },
    ended(): void {
      active.add(-1);
    },
    /** An audit with several reasons counts once for each trigger among them. */
    finished(audit: Audit, published: number | undefined): void {
      for (const trigger of new Set<Trigger>(audit.reasons.map((reason) => reason.trigger))) runs.inc({ trigger });
      duration.observe((audit.finishedAt - audit.startedAt) / 1000);
      lastRun.set(audit.finishedAt / 1000);
      if (published !== undefined) coverage.set(published);
      for (const { type } of audit.faults) errors.inc({ error_type: type });
    },
    /** Time of what comes after measuring: figures, comments and the report. */
    analysed(durationMs: number): void {
      analysis.observe(durationMs / 1000);
    },
    markersFound(count: number): void {
      markers.inc(count);
    },
    commitsFound(count: number): void {
      commits.inc(count);
    },
    error(type: AuditErrorType): void {
      errors.inc({ error_type: type });
    },
  };
}
