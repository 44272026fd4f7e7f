import { seriesName } from '../series/history.ts';
import type { World } from '../world.ts';
import { restarted } from './past.ts';
import { platform } from './platform.ts';
import { ended, targets } from './series.ts';
import { growing, interval, lately } from './time.ts';

const { gateway, prometheus, alertmanager } = targets;

/** The gateway is killed, a program has lost its target, and the monitoring itself is broken in every way it can be. */
export const unwatched: World = {
  name: 'unwatched',
  intervalSeconds: interval,
  series: (now) => ({
    // That its watcher was started anew 20 minutes ago is no news any more.
    ...ended(restarted(platform(now), now, 20), /component="(?:gateway|recovery)"/, 30),
    [seriesName('up', gateway)]: lately(15, 0, 1),
    [seriesName('prometheus_config_last_reload_successful', prometheus)]: lately(10, 0, 1),
    [seriesName('prometheus_notifications_alertmanagers_discovered', prometheus)]: lately(10, 0, 1),
    [seriesName('prometheus_notifications_errors_total', { ...prometheus, alertmanager: 'http://127.0.0.1:9093' })]:
      growing(0, 10, 1),
    [seriesName('prometheus_rule_evaluation_failures_total', { ...prometheus, rule_group: 'api' })]: growing(0, 10, 1),
    [seriesName('alertmanager_config_last_reload_successful', alertmanager)]: lately(10, 0, 1),
    [seriesName('alertmanager_notifications_failed_total', { ...alertmanager, integration: 'slack' })]: growing(
      0,
      10,
      1,
    ),
  }),
  expected: [
    'Watchdog',
    'TargetDown{severity="critical",component="gateway"}',
    'TargetDown{severity="warning",component="recovery"}',
    'PrometheusBadConfig',
    'PrometheusRuleFailures{rule_group="api"}',
    'PrometheusNotConnectedToAlertmanager',
    'PrometheusNotificationsFailing',
    'AlertmanagerBadConfig',
    'AlertmanagerNotificationsFailing{integration="slack"}',
  ],
};
