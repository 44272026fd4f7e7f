import { getJson } from '../api/http.ts';
import { askPrometheus, type Labels } from '../api/prometheus.ts';

// Moments are in ISO 8601, in the year 1 when there was none; lengths are in seconds.

export interface Target {
  readonly labels: Labels;
  readonly scrapeUrl: string;
  readonly health: 'up' | 'down' | 'unknown';
  readonly lastError: string;
  readonly lastScrape: string;
  readonly lastScrapeDuration: number;
}

export interface Targets {
  readonly activeTargets: readonly Target[];
  readonly droppedTargets?: readonly unknown[];
  /** By job; from Prometheus 2.48 on, which no longer keeps all of the others. */
  readonly droppedTargetCounts?: Readonly<Record<string, number>>;
}

export interface Rule {
  readonly name: string;
  readonly type: 'alerting' | 'recording';
  readonly health: 'ok' | 'err' | 'unknown';
  readonly lastError?: string;
  readonly evaluationTime: number;
}

export interface RuleGroup {
  readonly name: string;
  readonly file: string;
  readonly interval: number;
  readonly evaluationTime: number;
  readonly lastEvaluation: string;
  readonly rules: readonly Rule[];
}

export interface PrometheusStatus {
  readonly version: string;
  readonly startTime: string;
  readonly reloadConfigSuccess: boolean;
  readonly lastConfigTime: string;
  readonly storageRetention: string;
  readonly numSeries: number;
  /** Addresses of the Alertmanagers that it sends to. */
  readonly sendsTo: readonly string[];
}

export interface AlertmanagerStatus {
  readonly uptime: string;
  readonly versionInfo: { readonly version: string };
  readonly cluster: { readonly status: string; readonly peers?: readonly unknown[] };
  readonly config: { readonly original: string };
}

export const targets = (signal: AbortSignal) => askPrometheus<Targets>('targets', {}, signal);

export const rules = (signal: AbortSignal) => askPrometheus<{ groups: readonly RuleGroup[] }>('rules', {}, signal);

export async function prometheusStatus(signal: AbortSignal): Promise<PrometheusStatus> {
  const [build, runtime, tsdb, senders] = await Promise.all([
    askPrometheus<Pick<PrometheusStatus, 'version'>>('status/buildinfo', {}, signal),
    askPrometheus<Omit<PrometheusStatus, 'version'>>('status/runtimeinfo', {}, signal),
    askPrometheus<{ headStats: { numSeries: number } }>('status/tsdb', {}, signal),
    askPrometheus<{ activeAlertmanagers: { url: string }[] }>('alertmanagers', {}, signal),
  ]);
  return {
    ...runtime,
    version: build.version,
    numSeries: tsdb.headStats.numSeries,
    sendsTo: senders.activeAlertmanagers.map(({ url }) => new URL(url).origin),
  };
}

export const alertmanagerStatus = (signal: AbortSignal) =>
  getJson<AlertmanagerStatus>('/alertmanager/api/v2/status', { signal });
