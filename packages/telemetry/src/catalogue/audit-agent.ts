import type { MetricDefinition } from '../definition.ts';

/** What made an audit start. */
export const auditTriggers = ['scheduled', 'manual', 'marker_detected', 'commit', 'coverage_drop'] as const;

export const auditAgentMetrics = {
  audit_agent_runs_total: {
    type: 'counter',
    help: 'Audits by what made them start.',
    labels: ['trigger'],
    closed: { trigger: auditTriggers },
  },
  audit_agent_completion_markers_found_total: {
    type: 'counter',
    help: 'Completion markers found.',
    labels: [],
  },
  audit_agent_git_commits_detected_total: { type: 'counter', help: 'New commits seen.', labels: [] },
  audit_agent_errors_total: { type: 'counter', help: 'Errors of the audit agent by type.', labels: ['error_type'] },
  audit_agent_coverage_percent: {
    type: 'gauge',
    help: 'Test coverage of the last finished audit in percent, 0 to 100; absent until then.',
    labels: [],
  },
  audit_agent_last_run_timestamp: {
    type: 'gauge',
    help: 'When the last audit finished, in seconds since the epoch; absent until then.',
    labels: [],
  },
  audit_agent_active_tasks_count: { type: 'gauge', help: 'Audit tasks that are running now.', labels: [] },
  audit_agent_run_duration_seconds: {
    type: 'histogram',
    help: 'Time of one audit in seconds.',
    labels: [],
    buckets: [0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 900, 1800, 3600],
  },
  audit_agent_analysis_duration_seconds: {
    type: 'histogram',
    help: 'Time of the analysis inside an audit, in seconds.',
    labels: [],
    buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800],
  },
} as const satisfies Record<string, MetricDefinition>;
