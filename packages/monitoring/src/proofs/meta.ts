import { openReasons } from '@switchgear/telemetry';
import { componentNames } from '../setup.ts';
import type { History, Labels, Proofs } from './history.ts';
import { breaker, counts, replica, target } from './series.ts';

const programs = componentNames.map((name) => target(name, name));
const others = programs.filter(({ component }) => component !== 'gateway');
const prometheus = { job: 'prometheus', instance: 'localhost:9090' };
const alertmanager = { job: 'alertmanager', instance: 'localhost:9093' };
const stranger = { job: 'stranger', instance: 'localhost:1' };

const gone = ({ instance: _, ...labels }: Labels) => labels;
const answering = programs.flatMap((program) => replica(program));

function targetDown(down: readonly Labels[]): History[] {
  const [first = {}] = down;
  return [
    {
      it: 'fires for each instance of a program that does not answer',
      lasts: '12m',
      series: [
        ...programs.flatMap((program) => replica(program, { up: down.includes(program) ? '1 5m, 0 5m, 1' : '1' })),
        ...replica({ ...first, instance: 'another' }, { up: '1 5m, 0 2m, 1' }),
      ],
      fires: down.map((program) => ({
        of: program,
        from: '7m',
        until: '10m',
        says: `${program['component']} ${program['instance']} has not answered for 2 minutes; it is dead, stuck or unreachable.`,
      })),
    },
    {
      it: 'fires for 6 hours when the last target of a program is gone',
      every: '5m',
      lasts: '6h15m',
      series: programs.flatMap((program) => replica(program, { up: program === first ? '1 10m, gap' : '1' })),
      fires: [{ of: gone(first), from: '15m', until: '6h10m' }],
    },
    {
      it: 'is silent while programs answer, and when one of several instances is gone',
      lasts: '7m',
      series: [...answering, ...replica({ ...first, instance: 'another' }, { up: '1 2m, gap' })],
      gaps: ['3m'],
    },
    {
      it: 'is silent about programs that are not its own',
      lasts: '5m',
      series: [
        ...programs.flatMap((program) => replica(program, { up: down.includes(program) ? '1' : '1 1m, 0' })),
        ...replica({ ...first, job: 'stranger' }, { up: '1 1m, 0' }),
      ],
    },
  ];
}

/** Something that one of our servers says of itself with 0 and 1. */
function saysNo(metric: string, server: Labels, after: '1m' | '2m', says: string): History[] {
  const from = after === '1m' ? '6m' : '7m';
  return [
    {
      it: 'fires when it says so',
      lasts: '12m',
      series: replica(server, { [metric]: '1 5m, 0 5m, 1' }),
      fires: [{ of: server, from, until: '10m', says }],
    },
    {
      it: 'is silent when all is well, when it ends in time, and about servers of others',
      lasts: '8m',
      series: [
        ...replica(server, { [metric]: '1' }),
        ...replica({ ...server, instance: 'short' }, { [metric]: `1 5m, 0 ${after}, 1` }),
        ...replica(stranger, { [metric]: '0' }),
      ],
    },
  ];
}

export const metaProofs: Proofs = {
  Watchdog: [
    {
      it: 'always fires',
      lasts: '5m',
      series: [],
      fires: [
        { from: '0s', says: 'This alert always fires: when its heartbeat stops, no other alert arrives either.' },
      ],
    },
  ],
  'TargetDown critical': targetDown(programs.filter(({ component }) => component === 'gateway')),
  'TargetDown warning': targetDown(others),
  KeyQuarantined: [
    {
      it: 'fires for each key in quarantine, whatever replica says so',
      lasts: '12m',
      series: [
        ...replica(target('gateway', 'one'), {
          ...breaker('deepseek', 'k1', { 'open_reason{reason="quarantine"}': 'none 5m, 1 5m, gap' }),
          ...breaker('deepseek', 'k2', { 'open_reason{reason="quarantine"}': 'none 5m, 1 1m, gap' }),
        }),
        ...replica(
          target('gateway', 'two'),
          breaker('deepseek', 'k1', { 'open_reason{reason="quarantine"}': 'none 6m, 1 3m, gap' }),
        ),
      ],
      fires: [
        {
          of: { provider: 'deepseek', key_id: 'k1' },
          from: '6m',
          until: '10m',
          says: 'deepseek refuses key k1: it is revoked, or its account has no credit left.',
        },
      ],
    },
    {
      it: 'is silent about other reasons',
      lasts: '3m',
      series: replica(
        target('gateway', 'one'),
        Object.assign(
          {},
          ...openReasons
            .filter((reason) => reason !== 'quarantine')
            .map((reason) => breaker('deepseek', 'k1', { [`open_reason{reason="${reason}"}`]: '1' })),
        ),
      ),
    },
  ],
  PrometheusBadConfig: saysNo(
    'prometheus_config_last_reload_successful',
    prometheus,
    '1m',
    'Prometheus localhost:9090 goes on with its last good configuration.',
  ),
  PrometheusRuleFailures: [
    {
      it: 'fires for 5 minutes for each group of rules that fails',
      lasts: '12m',
      series: [
        ...replica(prometheus, {
          'prometheus_rule_evaluation_failures_total{rule_group="api"}': '7 5m, 9',
          'prometheus_rule_evaluation_failures_total{rule_group="slo"}': 'none 6m, 1',
        }),
        ...replica(
          { ...prometheus, instance: 'another' },
          { 'prometheus_rule_evaluation_failures_total{rule_group="api"}': '0 5m, 1' },
        ),
      ],
      fires: [
        {
          of: { rule_group: 'api' },
          from: '5m',
          until: '10m',
          says: '3 evaluations of api failed within 5 minutes: its alerts cannot fire.',
        },
        { of: { rule_group: 'slo' }, from: '6m', until: '11m' },
      ],
    },
    {
      it: 'is silent about failures of long ago, and of others',
      lasts: '7m',
      series: [
        ...replica(prometheus, { 'prometheus_rule_evaluation_failures_total{rule_group="api"}': '7' }),
        ...replica(stranger, { 'prometheus_rule_evaluation_failures_total{rule_group="api"}': '+1/1m' }),
      ],
    },
  ],
  PrometheusNotConnectedToAlertmanager: saysNo(
    'prometheus_notifications_alertmanagers_discovered',
    prometheus,
    '2m',
    'Prometheus localhost:9090 has nobody to send alerts to.',
  ),
  PrometheusNotificationsFailing: [
    {
      it: 'fires while alerts could not be sent within 5 minutes',
      lasts: '14m',
      series: replica(prometheus, {
        'prometheus_notifications_errors_total{alertmanager="a"}': '7 5m, 8 3m, 9',
        'prometheus_notifications_errors_total{alertmanager="b"}': 'none 5m, 1',
      }),
      fires: [
        {
          of: { instance: 'localhost:9090' },
          from: '6m',
          until: '13m',
          says: 'Prometheus localhost:9090 could not send 2 alerts within 5 minutes.',
        },
      ],
    },
    {
      it: 'is silent about failures of long ago, and of others',
      lasts: '7m',
      series: [
        ...replica(prometheus, { 'prometheus_notifications_errors_total{alertmanager="a"}': '7' }),
        ...replica(stranger, { 'prometheus_notifications_errors_total{alertmanager="a"}': '+1/1m' }),
      ],
    },
  ],
  AlertmanagerBadConfig: saysNo(
    'alertmanager_config_last_reload_successful',
    alertmanager,
    '1m',
    'Alertmanager localhost:9093 goes on with its last good configuration.',
  ),
  AlertmanagerNotificationsFailing: [
    {
      it: 'fires for 5 minutes for each way on which a notification failed, of any Alertmanager',
      lasts: '12m',
      series: [
        ...replica(alertmanager, {
          'alertmanager_notifications_failed_total{integration="slack"}': '7 5m, 8',
          'alertmanager_notifications_failed_total{integration="email"}': '7 6m, 8',
        }),
        ...replica(
          { ...alertmanager, instance: 'another' },
          { 'alertmanager_notifications_failed_total{integration="slack"}': 'none 5m, 2' },
        ),
      ],
      fires: [
        {
          of: { integration: 'slack' },
          from: '5m',
          until: '10m',
          says: '3 notifications by slack failed within 5 minutes.',
        },
        { of: { integration: 'email' }, from: '6m', until: '11m' },
      ],
    },
    {
      it: 'is silent about failures of long ago, and of others',
      lasts: '7m',
      series: [
        ...replica(alertmanager, { 'alertmanager_notifications_failed_total{integration="slack"}': '7' }),
        ...replica(stranger, { 'alertmanager_notifications_failed_total{integration="slack"}': '+1/1m' }),
      ],
    },
  ],
  RecoveryFailed: [
    {
      it: 'fires for 15 minutes for each procedure that failed, counted by any instance',
      lasts: '25m',
      series: [
        ...replica(target('recovery', 'one'), {
          ...counts('recovery_actions_total', { procedure: 'restart' }, { failure: '7 5m, 8', success: '+1/1m' }),
          ...counts('recovery_actions_total', { procedure: 'rotate' }, { failure: '0 6m, 1', success: '+1/1m' }),
          ...counts('recovery_actions_total', { procedure: 'skip' }, { success: '+1/1m', skipped: '+1/1m' }),
        }),
        ...replica(
          target('recovery', 'two'),
          counts('recovery_actions_total', { procedure: 'restart' }, { failure: '0 5m, 2' }),
        ),
      ],
      fires: [
        {
          of: { procedure: 'restart' },
          from: '5m',
          until: '20m',
          says: 'The procedure restart failed 3 times within 15 minutes; a person has to look.',
        },
        { of: { procedure: 'rotate' }, from: '6m', until: '21m' },
      ],
    },
    {
      it: 'is silent about failures of long ago',
      lasts: '7m',
      series: replica(target('recovery'), counts('recovery_actions_total', { procedure: 'restart' }, { failure: '7' })),
    },
  ],
};
