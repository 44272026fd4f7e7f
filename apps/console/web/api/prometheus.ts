import { Fault } from './fault.ts';
import { getJson } from './http.ts';

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
): Promise<T> {
  const query = new URLSearchParams(
    Object.entries(parameters).flatMap(([name, value]) => [value].flat().map((one) => [name, one])),
  );
  const { status, data } = await getJson<Answer<T>>(`/prometheus/api/v1/${route}?${query}`, { signal });
  if (status !== 'success') throw new Fault(`Prometheus answered ${route} with ${status}.`, '');
  return data;
}

export async function queryRange({ expr, start, end, step }: RangeQuery, signal?: AbortSignal): Promise<QueryResult> {
  const parameters = { query: expr, start: String(start), end: String(end), step: String(step) };
  return await askPrometheus('query_range', parameters, signal);
}

/** @param time seconds since the epoch; default now */
export async function queryInstant(expr: string, time?: number, signal?: AbortSignal): Promise<QueryResult> {
  const at = time === undefined ? {} : { time: String(time) };
  const result = await askPrometheus<QueryResult>('query', { query: expr, ...at }, signal);
  // A scalar and a string are one value without labels.
  if (result.resultType !== 'scalar' && result.resultType !== 'string') return result;
  return { resultType: 'vector', result: [{ metric: {}, value: result.result as unknown as Sample }] };
}
