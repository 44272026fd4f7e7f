import { Fault } from './fault.ts';
import { getJson } from './http.ts';
import { lanes } from './lanes.ts';
import { answeredWithin } from './patience.ts';
import { waitingFor } from './waiting.ts';

export type Labels = Readonly<Record<string, string>>;

/** Seconds since the epoch, and the value as Prometheus writes it: `+Inf` and `NaN` are no JSON numbers. */
export type Sample = readonly [number, string];

export interface Series {
  readonly metric: Labels;
  /** Of a range query. */
  readonly values?: readonly Sample[];
  /** Of an instant query. */
  readonly value?: Sample;
}

export interface QueryResult {
  readonly resultType: 'vector' | 'matrix' | 'scalar' | 'string';
  readonly result: readonly Series[];
  /** Why it may not be all there is, in Prometheus' words. */
  readonly warnings?: readonly string[];
}

export interface RangeQuery {
  readonly expr: string;
  /** Seconds since the epoch. */
  readonly start: number;
  readonly end: number;
  /** Seconds. */
  readonly step: number;
}

interface Answer<T> {
  readonly status: string;
  readonly data: T;
  /** Why the data may not be all there is. */
  readonly warnings?: readonly string[];
}

/**
 * A browser opens six connections to a server, whatever pages ask: a slow Prometheus shall leave some for another page
 * and another tab.
 */
const inLane = lanes(3);

/** As long as Grafana waits for a data source; only Explore, where a query may be heavy, waits for Prometheus' own end. */
const patienceMs = 30_000;

interface Patience {
  /** Default: {@link patienceMs}. */
  readonly limitMs?: number;
}

/**
 * One of Prometheus' own API routes, through the read-only door of this console.
 *
 * @param route behind `/api/v1/`
 * @throws Fault with Prometheus' own words
 */
export async function askPrometheus<T>(
  route: string,
  parameters: Readonly<Record<string, string | readonly string[]>>,
  signal?: AbortSignal,
  { limitMs = patienceMs }: Patience = {},
): Promise<T> {
  const query = new URLSearchParams(
    Object.entries(parameters).flatMap(([name, value]) => [value].flat().map((one) => [name, one])),
  );
  const path = `/prometheus/api/v1/${route}?${query}`;
  const { status, data, warnings = [] } = await inLane(() => ask<T>(path, limitMs, signal), signal);
  if (status !== 'success') throw new Fault(`Prometheus answered ${route} with ${status}.`, '');
  return warnings.length === 0 ? data : { ...data, warnings };
}

function ask<T>(path: string, limitMs: number, signal?: AbortSignal): Promise<Answer<T>> {
  const remedy = 'Is it busy, or does it hang? npx switchgear logs prometheus';
  return answeredWithin(limitMs, 'Prometheus', remedy, signal, (limited) =>
    waitingFor(getJson<Answer<T>>(path, { signal: limited })),
  );
}

export async function queryRange(
  { expr, start, end, step }: RangeQuery,
  signal?: AbortSignal,
  patience?: Patience,
): Promise<QueryResult> {
  const parameters = { query: expr, start: String(start), end: String(end), step: String(step) };
  return await askPrometheus('query_range', parameters, signal, patience);
}

/** @param time seconds since the epoch; default now */
export async function queryInstant(
  expr: string,
  time?: number,
  signal?: AbortSignal,
  patience?: Patience,
): Promise<QueryResult> {
  const at = time === undefined ? {} : { time: String(time) };
  const answer = await askPrometheus<QueryResult>('query', { query: expr, ...at }, signal, patience);
  // A scalar and a string are one value without labels.
  if (answer.resultType !== 'scalar' && answer.resultType !== 'string') return answer;
  return { ...answer, resultType: 'vector', result: [{ metric: {}, value: answer.result as unknown as Sample }] };
}
