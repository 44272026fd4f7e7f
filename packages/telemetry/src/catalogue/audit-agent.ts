import { counter, gauge, histogram } from '../definition.ts';

/** What made an audit start. */
export const auditTriggers = ['scheduled', 'manual', 'marker_detected', 'commit', 'coverage_drop'] as const;

/** What can go wrong in an audit, or keep the agent from one. */
export const auditErrorTypes = [
  'coverage_command',
  'coverage_missing',
  'coverage_unreadable',
  'coverage_stale',
  'coverage_partial',
  'git',
  'tree',
  'schedule',
  'state',
  'report',
  'comments',
] as const;

export const auditAgentMetrics = {
  audit_agent_runs_total: counter(['trigger'], 'Audits by what made them start.', { trigger: auditTriggers }),
  audit_agent_completion_markers_found_total: counter([], 'Completion markers found.'),
  audit_agent_git_commits_detected_total: counter([], 'New commits seen.'),
  audit_agent_errors_total: counter(['error_type'], 'Errors of the audit agent by type.', {
    error_type: auditErrorTypes,
  }),
  audit_agent_coverage_percent: gauge(
    [],
    'Test coverage of the last finished audit in percent, 0 to 100; absent until then.',
  ),
  audit_agent_last_run_timestamp: gauge(
    [],
    'When the last audit finished, in seconds since the epoch; absent until then.',
  ),
  audit_agent_active_tasks_count: gauge([], 'Audit tasks that are running now.'),
  audit_agent_run_duration_seconds: histogram(
    [],
    'Time of one audit in seconds.',
    [0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 900, 1800, 3600],
  ),
  audit_agent_analysis_duration_seconds: histogram(
    [],
    'Time of the analysis inside an audit, in seconds.',
    [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800],
  ),
};
