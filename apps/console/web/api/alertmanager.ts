import type { Notification } from '../../src/inbox/notification.ts';
import type { CurrentSilence } from '../../src/silences/current.ts';
import type { Matcher } from '../../src/silences/matchers.ts';
import { getJson } from './http.ts';
import type { Labels } from './prometheus.ts';

export type { CurrentSilence, Matcher, Notification };

/** An alert as Alertmanager has it. Times are in ISO 8601. */
export interface DeliveredAlert {
  readonly fingerprint: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly startsAt: string;
  /** Where it came from: an address of Prometheus, or of whoever sent it. */
  readonly generatorURL?: string;
  readonly receivers: readonly { readonly name: string }[];
  readonly status: {
    readonly state: 'unprocessed' | 'active' | 'suppressed';
    /** Ids of silences. */
    readonly silencedBy: readonly string[];
    /** Fingerprints of alerts. */
    readonly inhibitedBy: readonly string[];
  };
}

/** What a filter means. */
export interface Preview {
  readonly matchers: readonly Matcher[];
  /** Names that no rule has, with the nearest that one has. */
  readonly unknown: readonly { readonly name: string; readonly nearest: readonly string[] }[];
}

export interface Wish {
  readonly filter: string;
  /** 1h, 4h, 1d or 1w. */
  readonly duration: string;
  readonly reason: string;
}

export interface InboxAnswer {
  /** In ISO 8601; null when none ever came. */
  readonly last_heartbeat: string | null;
  /** Newest first. */
  readonly notifications: readonly Notification[];
}

export interface RunbookList {
  /** HTML that the server has escaped. */
  readonly introduction: string;
  /** Names, in the order of the file. */
  readonly alerts: readonly string[];
}

/** What the last drill proved of one alert. */
export interface DrilledAlert {
  readonly alert: string;
  readonly severity: string;
  readonly fired: boolean;
  /** It was pending for as long as it has to be. */
  readonly waited: boolean;
  /** Where it arrived; missing when it did not. */
  readonly channel?: string;
  /** Missing when they were not asked. */
  readonly links_answered?: boolean;
  readonly resolved: boolean;
  /** A sentence each; empty when all is well. */
  readonly faults: readonly string[];
}

export interface DrillAnswer {
  /** In ISO 8601. */
  readonly finished_at: string;
  /** Paths of somebody else's rules, where those were tried in the place of ours. */
  readonly rules?: readonly string[];
  /** The alert that was waited out, where one was. */
  readonly real_time?: string;
  /** Until it arrived, where it was waited out. */
  readonly seconds_to_deliver?: number;
  readonly alerts: readonly DrilledAlert[];
  /** Names of the worlds that alerts were tried in. */
  readonly worlds: readonly string[];
  /** What is wrong and belongs to no alert. */
  readonly faults: readonly string[];
  /** How long it took. */
  readonly seconds: number;
}

/** @param matchers only alerts that fit all of them, as Alertmanager itself reckons it; default all */
export function deliveredAlerts(signal: AbortSignal, matchers: readonly Matcher[] = []): Promise<DeliveredAlert[]> {
  const query = new URLSearchParams(matchers.map((matcher) => ['filter', showMatcher(matcher)]));
  return getJson(`/alertmanager/api/v2/alerts?${query}`, { signal });
}

/** A matcher as Alertmanager writes it. */
export function showMatcher({ name, value, isRegex, isEqual }: Matcher): string {
  const quoted = value.replaceAll(/["\\]/g, '\\$&').replaceAll('\n', '\\n');
  return `${name}${isEqual ? '=' : '!'}${isRegex ? '~' : isEqual ? '' : '='}"${quoted}"`;
}

export async function currentSilences(signal: AbortSignal): Promise<readonly CurrentSilence[]> {
  const { silences } = await getJson<{ silences: CurrentSilence[] }>('/api/v1/silences', { signal });
  return silences;
}

export function previewSilence(filter: string, signal: AbortSignal): Promise<Preview> {
  return getJson(`/api/v1/silences/preview?${new URLSearchParams({ filter })}`, { signal });
}

export function createSilence(wish: Wish): Promise<{ readonly id: string; readonly endsAt: string }> {
  return getJson('/api/v1/silences', { method: 'POST', body: JSON.stringify(wish) });
}

export async function endSilence(id: string): Promise<void> {
  await getJson(`/api/v1/silences/${encodeURIComponent(id)}`, { method: 'DELETE' });
}

/** @param after only what came after the notification of that id */
export function newestNotifications(limit: number, after: string, signal: AbortSignal): Promise<InboxAnswer> {
  return getJson(`/api/v1/inbox?${new URLSearchParams({ limit: String(limit), after })}`, { signal });
}

export function runbookList(signal: AbortSignal): Promise<RunbookList> {
  return getJson('/api/v1/runbooks', { signal });
}

/** @throws Fault 404, caused by an object with the `nearest` names, for an alert without a section */
export function runbookOf(alert: string, signal: AbortSignal): Promise<{ readonly html: string }> {
  return getJson(`/api/v1/runbooks/${encodeURIComponent(alert)}`, { signal });
}

/** Null where none was carried out. */
export function lastDrill(signal: AbortSignal): Promise<DrillAnswer | null> {
  return getJson('/api/v1/drill', { signal });
}
