import type { Proofs } from './history.ts';
import { observed, replica, target } from './series.ts';

const agent = (name: string) => target('audit-agent', name);
const [one, two] = [agent('one'), agent('two')];
const gateway = replica(target('gateway'));

const coverage = 'audit_agent_coverage_percent';
const errors = (type: string) => `audit_agent_errors_total{error_type="${type}"}`;
const lastRun = 'audit_agent_last_run_timestamp';
const markers = 'audit_agent_completion_markers_found_total';
const took = (bySeconds: Record<number, string>) => observed('audit_agent_run_duration_seconds', {}, bySeconds);

export const auditAgentProofs: Proofs = {
  TestCoverageDrop: [
    {
      it: 'fires below 70 % and more than 5 points below the highest of the last hour, through failed scrapes',
      every: '1m',
      lasts: '75m',
      series: [
        ...replica(one, { [coverage]: '76 10m, 69' }),
        ...replica(agent('back at 70 %'), { [coverage]: '76 10m, 69 20m, 70' }),
        ...replica(agent('back within 5 points'), { [coverage]: '71.1 10m, 66 15m, 66.1' }),
      ],
      gaps: ['14m'],
      fires: [
        {
          of: one,
          from: '20m',
          until: '70m',
          says: 'Test coverage is 69.0 %, more than 5 points below its highest in the last hour.',
        },
        {
          of: agent('back at 70 %'),
          from: '20m',
          until: '30m',
          says: 'Test coverage is 69.0 %, more than 5 points below its highest in the last hour.',
        },
        {
          of: agent('back within 5 points'),
          from: '20m',
          until: '25m',
          says: 'Test coverage is 66.0 %, more than 5 points below its highest in the last hour.',
        },
      ],
    },
    {
      it: 'is silent at 70 %, at 5 points, when coverage is always low or rises, and before the first audit',
      every: '1m',
      lasts: '75m',
      series: [
        ...replica(agent('at 70 %'), { [coverage]: '90 10m, 70' }),
        ...replica(agent('by 5 points'), { [coverage]: '74 10m, 69' }),
        ...replica(agent('low'), { [coverage]: '60' }),
        ...replica(agent('rising'), { [coverage]: '50 10m, 60' }),
        ...replica(agent('first'), { [coverage]: 'none 10m, 50' }),
        ...replica(agent('more than an hour apart'), { [coverage]: '76 3m, 71 61m, 69' }),
      ],
    },
  ],
  TestCoverageLow: [
    {
      it: 'fires below 80 %, through failed scrapes',
      every: '1m',
      lasts: '95m',
      series: [
        ...replica(one, { [coverage]: '80 10m, 79.9 80m, 80' }),
        ...replica(agent('low for an hour'), { [coverage]: '80 10m, 79.9 60m, 80' }),
      ],
      gaps: ['30m', '50m'],
      fires: [{ of: one, from: '70m', until: '90m', says: 'Test coverage is 79.9 %, below 80 %.' }],
    },
    {
      it: 'is silent at 80 %, and before the first audit',
      every: '1m',
      lasts: '65m',
      series: [...replica(one, { [coverage]: '80' }), ...replica(two)],
    },
  ],
  AuditAgentHighErrors: [
    {
      it: 'fires at 31 errors within 10 minutes',
      lasts: '26m',
      series: replica(one, { [errors('io')]: '0 5m, +31/10m 20m, 62' }),
      fires: [
        {
          from: '20m',
          until: '25m30s',
          says: 'AuditAgent has 51.67m errors a second, all types together (last 10 minutes).',
        },
      ],
    },
    {
      it: 'takes all types and instances together, and counts the errors with which a type appears',
      lasts: '20m',
      series: [
        ...replica(one, { [errors('io')]: '0 5m, 10', [errors('parse')]: 'none 5m, 11' }),
        ...replica(two, { [errors('io')]: '0 5m, 10' }),
      ],
      fires: [{ from: '10m', until: '15m' }],
    },
    {
      it: 'is silent at 30 errors, also when the agent starts anew in between',
      lasts: '25m',
      series: replica(one, {
        [errors('io')]: '+30/10m 15m, 0 20s, +30/10m',
        process_start_time_seconds: '-1000 15m, 900',
      }),
    },
  ],
  AuditAgentSlowRuns: [
    {
      it: 'fires for one slow audit, until 4 hours after it',
      every: '1m',
      lasts: '5h35m',
      series: replica(one, took({ 1500: '0 90m, 1' })),
      gaps: ['95m'],
      fires: [
        { from: '105m', until: '5h30m', says: 'The slowest 5 % of audits take longer than 29m 15s (last 4 hours).' },
      ],
    },
    {
      it: 'fires when more than 5 % of the audits of all instances are slow',
      every: '1m',
      lasts: '4h15m',
      series: [...replica(one, took({ 400: '0 10m, 189' })), ...replica(two, took({ 800: '0 10m, 11' }))],
      fires: [{ from: '25m', until: '4h10m' }],
    },
    {
      it: 'is silent when 5 % of them are',
      every: '1m',
      lasts: '30m',
      series: [...replica(one, took({ 400: '0 10m, 95' })), ...replica(two, took({ 1500: '0 10m, 5' }))],
    },
  ],
  AuditAgentNoRecentRuns: [
    {
      it: 'fires two hours after the last audit, through failed scrapes, until the next',
      every: '1m',
      lasts: '3h5m',
      series: [...replica(one, { [lastRun]: 'none 10m, 600 170m, 10800' }), ...replica(two, { [lastRun]: '300' })],
      gaps: ['135m'],
      fires: [
        {
          from: '2h21m',
          until: '3h',
          says: 'The last audit that AuditAgent finished was at least 2h 11m 0s ago.',
        },
      ],
    },
    {
      it: 'keeps its clock when the agent starts anew',
      every: '1m',
      lasts: '2h30m',
      series: replica(one, { [lastRun]: 'none 10m, 600 20m, gap', process_start_time_seconds: '0 30m, 1800' }),
      fires: [{ from: '2h21m' }],
    },
    {
      it: 'fires for days when the agent is dead, and then gone',
      every: '5m',
      lasts: '26h',
      series: [...gateway, ...replica(one, { up: '1 30m, 0 1h, gap', [lastRun]: 'none 10m, 600 20m, gap' })],
      fires: [{ from: '2h25m' }],
    },
    {
      it: 'fires when the agent has been there for two hours without an audit',
      every: '1m',
      lasts: '2h40m',
      series: [...gateway, ...replica(one, { up: 'none 10m, 1', [lastRun]: 'none 150m, 9000' })],
      fires: [
        {
          from: '2h20m',
          until: '2h30m',
          says: 'The last audit that AuditAgent finished was at least 2h 0m 0s ago.',
        },
      ],
    },
    {
      it: 'fires when there was no agent for two hours',
      every: '1m',
      lasts: '2h15m',
      series: gateway,
      fires: [{ from: '2h10m' }],
    },
    {
      it: 'is silent while there is no platform yet',
      every: '1m',
      lasts: '2h15m',
      series: replica({ job: 'prometheus', instance: 'localhost:9090' }),
    },
    {
      it: 'is silent while one agent of two finishes an audit every two hours',
      every: '1m',
      lasts: '5h',
      series: [...replica(one, { [lastRun]: '0 2h, 7200 2h, 14400' }), ...replica(two, { [lastRun]: '0' })],
    },
  ],
  CompletionMarkerDetected: [
    {
      it: 'fires for 5 minutes',
      lasts: '12m',
      series: [...replica(one, { [markers]: '3 5m, 4' }), ...replica(two, { [markers]: '0 5m, 1' })],
      fires: [{ from: '5m', until: '10m', says: 'AuditAgent found 2 completion markers within 5 minutes.' }],
    },
    {
      it: 'fires when the first scrape of a new agent shows one',
      lasts: '12m',
      series: replica(one, {
        up: 'none 5m, 1',
        process_start_time_seconds: 'none 5m, 295',
        [markers]: 'none 5m, 1',
      }),
      fires: [{ from: '5m', until: '10m', says: 'AuditAgent found 1 completion marker within 5 minutes.' }],
    },
    {
      it: 'is silent without a marker, also when the agent or Prometheus starts anew',
      lasts: '12m',
      series: [
        ...replica(one, { process_start_time_seconds: '-1000 5m, 300', [markers]: '3 5m, 0' }),
        ...replica(two, { up: 'none 5m, 1', process_start_time_seconds: 'none 5m, -1000', [markers]: 'none 5m, 7' }),
      ],
    },
  ],
  TestCoverageImproved: [
    {
      it: 'fires above 85 % and more than 5 points above the lowest of the last hour',
      every: '1m',
      lasts: '75m',
      series: [
        ...replica(one, { [coverage]: '80 10m, 86' }),
        ...replica(agent('back at 85 %'), { [coverage]: '70 10m, 86 20m, 85' }),
      ],
      gaps: ['14m'],
      fires: [
        {
          of: one,
          from: '10m',
          until: '70m',
          says: 'Test coverage is 86.0 %, more than 5 points above its lowest in the last hour.',
        },
        {
          of: agent('back at 85 %'),
          from: '10m',
          until: '30m',
          says: 'Test coverage is 86.0 %, more than 5 points above its lowest in the last hour.',
        },
      ],
    },
    {
      it: 'is silent at 85 %, at 5 points, when coverage is always good or falls, and at the first audit',
      every: '1m',
      lasts: '75m',
      series: [
        ...replica(agent('at 85 %'), { [coverage]: '70 10m, 85' }),
        ...replica(agent('by 5 points'), { [coverage]: '81 10m, 86' }),
        ...replica(agent('good'), { [coverage]: '95' }),
        ...replica(agent('falling'), { [coverage]: '99 10m, 90' }),
        ...replica(agent('first'), { [coverage]: 'none 10m, 90' }),
        ...replica(agent('more than an hour apart'), { [coverage]: '80 3m, 84 61m, 86' }),
      ],
    },
  ],
};
