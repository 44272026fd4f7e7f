import { thresholds as at } from '../../thresholds.ts';
import type { RunbookTexts } from '../text.ts';

const coverage = 'audit_agent_coverage_percent';
const history = {
  query: `audit_agent_coverage_percent - (audit_agent_coverage_percent offset 1h)`,
  read: 'Points gained or lost within an hour. Empty: the agent had no coverage to show an hour ago.',
} as const;

export const auditAgentTexts = {
  TestCoverageDrop: {
    meaning: `Test coverage is below ${at.coverageCriticalPercent} %, and more than ${at.coverageStepPoints} points below its highest in the last hour: it fell, all at once.`,
    impact:
      'A large part of the code base is no longer tested. Callers of the gateway notice nothing; a deployment from this state is a risk.',
    diagnosis: [
      history,
      {
        query: 'sum by (status) (increase(test_watcher_tests_run_total[1h]))',
        read: 'Many `error`: tests did not run, so their lines may count as uncovered, and the drop is not real. Mend the runs first.',
      },
      {
        look: 'logs audit-agent',
        read: 'The latest audit names its report, which lists the files that lost most. A stale or partial coverage report is refused and said there; it moves no number.',
      },
    ],
    mitigation: [
      'False drop (runs in error, broken report): mend the test run. The next audit sets the number right.',
      'Real drop: find the change with `git log` of the last hour, usually deleted or skipped tests, or much new code without any. Its author adds tests or reverts.',
      {
        query: coverage,
        read: `Back at ${at.coverageCriticalPercent} or more after the next audit: the alert ends. It also ends after an hour at the lower level; TestCoverageLow goes on then.`,
      },
      'Silence it while a known change is being completed with tests.',
    ],
    escalation: 'Hand over to the author of the change; nobody has to be woken for it when no deployment is due.',
  },
  TestCoverageLow: {
    meaning: `Test coverage has been below ${at.coverageLowPercent} % for an hour.`,
    impact: 'Faults are found later than they could be. Nobody notices today.',
    diagnosis: [
      {
        query: coverage,
        read: `The coverage of the last audit in percent; below ${at.coverageCriticalPercent} and falling fast, TestCoverageDrop calls as well.`,
      },
      history,
      {
        look: 'logs audit-agent',
        read: 'The latest audit names its report, which lists the least covered files. A package that is missing there was not measured.',
      },
    ],
    mitigation: [
      'Write tests where the coverage report shows the largest gaps; new code first.',
      'A part that needs none, such as generated code, belongs into the exclusions of the coverage tool.',
      'It worked when the next audit shows more. Silence it for the time that was agreed for catching up.',
    ],
    escalation: 'No need at night. To the owners of the least covered package.',
  },
  AuditAgentHighErrors: {
    meaning: `The audit agent had more than ${at.auditErrorsPerSecond} errors a second over 10 min, all types together, about ${Math.round(at.auditErrorsPerSecond * 600)} in that time.`,
    impact:
      'Audits are incomplete or do not finish (AuditAgentNoRecentRuns follows). Callers of the gateway notice nothing.',
    diagnosis: [
      {
        query: 'sum by (error_type) (increase(audit_agent_errors_total[10m])) > 0',
        read: 'The type that leads: one that speaks of git or of coverage is about the checkout, one that speaks of an API or the gateway about a provider.',
      },
      { look: 'logs audit-agent', read: 'The same error again and again, with the file or address that it is about.' },
    ],
    mitigation: [
      'Checkout: make sure that it exists, belongs to the user of the agent, and is no half-done merge.',
      'Provider: follow the alert of the gateway or of that API first; the errors end with it.',
      { change: 'restart audit-agent', read: 'When the cause is mended and the errors go on.' },
      {
        query: 'sum(increase(audit_agent_errors_total[5m]))',
        read: 'Near 0. The alert ends once the last 10 min are quiet.',
      },
      'Silence it while the checkout is being repaired.',
    ],
    escalation: 'Hand over when errors of one type go on after a restart, with an example of the log.',
  },
  AuditAgentSlowRuns: {
    meaning: `One of twenty audits of the last 4 h took longer than ${at.auditRunSeconds / 60} min.`,
    impact: 'Coverage and markers are reported late. Nobody else notices.',
    diagnosis: [
      {
        query: 'histogram_quantile(0.95, sum by (le) (rate(audit_agent_analysis_duration_seconds_bucket[4h])))',
        read: `Seconds of the analysis alone. Near ${at.auditRunSeconds} or more: the analysis is slow, the code base grew or the provider answers slowly. Much less: the time goes into running the tests.`,
      },
      {
        query: 'histogram_quantile(0.95, sum by (api, le) (rate(api_request_duration_seconds_bucket[5m])))',
        read: `Seconds of calls to each API. Above ${at.apiSlowSeconds}: follow APISlowResponses.`,
      },
      { query: 'system_cpu_percent', read: `Above ${at.cpuElevatedPercent}: the machine is busy with something else.` },
    ],
    mitigation: [
      'Slow provider or busy machine: follow their alerts.',
      'Slow tests: the audit runs them; see TestWatcherSlowTests.',
      'It worked when the next audit is quick. The rule looks back 4 h, and audits are rare, so the alert ends late.',
      'Silence it for 4 h once the cause is mended.',
    ],
    escalation: 'No need at night. To the owners of the agent when audits get slower from week to week.',
  },
  AuditAgentNoRecentRuns: {
    meaning: `No audit has finished for ${at.auditSilenceSeconds / 3600} h: the agent is dead, its timer does not fire, or every audit fails before its end.`,
    impact: 'Coverage on the dashboard is old, drops of it and completion markers go unnoticed.',
    diagnosis: [
      {
        look: 'status',
        read: 'The row `audit-agent`: not `ready`, or many RESTARTS: it dies. Switched off on purpose, it would have no row and no alert.',
      },
      {
        query: 'audit_agent_active_tasks_count',
        read: '1 or more for long: an audit hangs. 0: none starts, or each ends in an error at once. Empty: the agent does not answer.',
      },
      { look: 'logs audit-agent', read: 'The last audit that began, and the error that ended it.' },
    ],
    mitigation: [
      {
        change: 'restart audit-agent',
        read: 'Starts a dead or hanging agent; a restart does not reset the clock of this alert, only a finished audit does.',
      },
      'Every audit fails: mend what the log names, usually the checkout or the test command.',
      {
        query: 'time() - audit_agent_last_run_timestamp',
        read: 'Seconds since the last finished audit: starts again near 0, and the alert ends.',
      },
      'Silence it while the checkout is down on purpose.',
    ],
    escalation: 'Hand over when no audit has finished an hour after the restart, with the log.',
  },
  CompletionMarkerDetected: {
    meaning: 'The agent found a completion marker in the code base: somebody has declared a piece of work to be done.',
    impact: 'None. It is the sign to look at that work.',
    diagnosis: [
      {
        query: 'sum(increase(audit_agent_completion_markers_found_total[1h]))',
        read: 'How many markers the last hour brought.',
      },
      { look: 'logs audit-agent', read: 'The reasons of the latest audit name the files.' },
    ],
    mitigation: [
      'Look at the work that the marker closes: its tests, its coverage, its review.',
      'A marker that comes from a template or a generated file belongs under `audit_agent.ignore` in switchgear.yaml.',
      'Silence is not needed: it is told once per finding.',
    ],
    escalation: 'None. To whoever accepts the work.',
  },
  TestCoverageImproved: {
    meaning: `Coverage is above ${at.coverageGoodPercent} % and more than ${at.coverageStepPoints} points above its lowest in the last hour.`,
    impact: 'None: good news. After TestCoverageDrop it tells that the drop is mended.',
    diagnosis: [
      history,
      {
        look: 'logs audit-agent',
        read: 'If nobody added tests: a report that leaves out part of the code base looks like an improvement too.',
      },
    ],
    mitigation: [
      'Nothing to do. Thank the authors.',
      'An improvement that nobody can explain: check which packages the report holds.',
    ],
    escalation: 'None.',
  },
} satisfies RunbookTexts;
