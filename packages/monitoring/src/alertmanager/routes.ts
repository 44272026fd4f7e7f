import { type AlertmanagerOptions, productionTimings } from './config.ts';

/**
 * One notification is one decision for one reader: an alert, and the provider or program it is about. Keys and
 * instances stand together in it, for they fail together and have one runbook: fifty keys of a provider are one
 * message. A drill never shares one with a real incident.
 */
const groupBy = ['alertname', 'component', 'provider', 'api', 'drill'];

/** The route tree. Whatever matches no route is told as a warning, so that nothing is dropped. */
export function routes({
  inboxUrl,
  recovery,
  hasSlack = true,
  timings = productionTimings,
}: AlertmanagerOptions): object {
  const { groupWait, groupInterval, repeatInterval } = timings;
  const hasInbox = inboxUrl !== undefined;
  return {
    receiver: 'slack-warning',
    group_by: groupBy,
    group_wait: groupWait,
    group_interval: groupInterval,
    repeat_interval: repeatInterval.warning,
    routes: [
      { receiver: 'nobody', matchers: ['severity="none"'], routes: hasInbox ? [heartbeat] : [] },
      // Slack may be what is broken, so these also go where no network is between.
      ...(hasSlack && hasInbox ? [{ receiver: 'inbox', matchers: ['component="monitoring"'], continue: true }] : []),
      ...(recovery === undefined ? [] : [copyToRecovery(recovery.alerts)]),
      { receiver: 'slack-critical', matchers: ['severity="critical"'], repeat_interval: repeatInterval.critical },
      { receiver: 'slack-warning', matchers: ['severity="warning"'] },
      { receiver: 'slack-info', matchers: ['severity="info"'], repeat_interval: repeatInterval.info },
    ],
  };
}

/**
 * Every minute: a group is looked at each 20 s, and at the third look 50 s have passed since the last notification,
 * however long that took; with 60 s every other beat would be skipped.
 */
const heartbeat = {
  receiver: 'heartbeat',
  matchers: ['alertname="Watchdog"'],
  group_wait: '0s',
  group_interval: '20s',
  repeat_interval: '50s',
};

/** A copy. What only pretends to be broken is not mended. */
function copyToRecovery(alerts: readonly string[]): object {
  const matchers = [`alertname=~"${alerts.join('|')}"`, 'drill!="true"'];
  return { receiver: 'recovery', matchers, continue: true };
}
