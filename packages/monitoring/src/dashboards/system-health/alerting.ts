import { foreign } from '../../promql/metric.ts';
import type { Links } from '../../setup.ts';
import { alertTable, type Service } from '../house/alerts.ts';
import { coloured, timeSeries } from '../house/panels.ts';
import { recent, series } from '../house/queries.ts';

const everything: readonly Service[] = ['llm-api', 'testing', 'audit', 'host', 'monitoring'];

export const activeAlerts = (links: Links) =>
  alertTable(
    {
      title: 'Active Alerts',
      shows: 'Every alert that is pending or fires now. Its name leads to its runbook.',
      normal: 'nothing fires.',
      empty: 'when no alert is pending or fires.',
    },
    everything,
    links,
  );

export const notifications = () =>
  coloured(
    timeSeries(
      {
        title: 'Notifications',
        shows: 'Notifications that Alertmanager sent, and those that did not arrive, within the window chosen above.',
        normal: 'none failed. The heartbeat alone keeps the first line above 0.',
        empty: 'while Alertmanager is switched off.',
        unit: 'short',
      },
      series(recent(foreign('alertmanager_notifications_total')), 'sent'),
      series(recent(foreign('alertmanager_notifications_failed_total')), 'failed'),
    ),
    { sent: 'blue', failed: 'red' },
  );
