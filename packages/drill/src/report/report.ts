import type { Severity } from '@switchgear/monitoring';

/** What came of one alert, over all worlds. */
export interface AlertReport {
  readonly alert: string;
  /** As its rule says. */
  readonly severity: Severity | string;
  /** Whether it is one of the 41 alerts on the service; the others watch the monitoring itself and its objectives. */
  readonly isOfService: boolean;
  /** In every world in which it had to, and in one at least. */
  readonly fired: boolean;
  /** It was pending before it fired, and its `for` is as specified. */
  readonly waited: boolean;
  /** The channel it arrived in, or `heartbeat`; undefined when it was not delivered. */
  readonly channel: string | undefined;
  /** Both buttons, Runbook and Dashboard, led to an answer 200; undefined for somebody else's rules, whose are not asked. */
  readonly linksAnswered?: boolean;
  readonly resolved: boolean;
  /** Whatever is wrong, one sentence each; empty when all is well. */
  readonly faults: readonly string[];
}

export interface DrillReport {
  readonly alerts: readonly AlertReport[];
  /** Names of the worlds that alerts were tried in. */
  readonly worlds: readonly string[];
  /** What is wrong and belongs to no alert. */
  readonly faults: readonly string[];
  readonly seconds: number;
  /** In real time: from the first scrape of the trouble until Slack was told. */
  readonly secondsToDeliver?: number;
}

/** Whether everything was as it has to be. */
export function drillPassed({ alerts, faults }: DrillReport): boolean {
  return alerts.length > 0 && faults.length === 0 && alerts.every((alert) => alert.faults.length === 0);
}
