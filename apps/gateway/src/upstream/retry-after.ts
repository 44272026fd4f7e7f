import type { IncomingHttpHeaders } from 'node:http';
import { parseHttpDate } from './http-date.ts';
import type { Clock, RateLimit } from './types.ts';

/** No provider means longer; what is added to the time of day must stay a date. */
const LONGEST_MS = 365 * 86_400_000;

const UNIT_MS: ReadonlyMap<string, number> = new Map([
  ['ms', 1],
  ['s', 1_000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
]);

const NUMBER = /^\d+(\.\d+)?$/;
const DURATION = /^(\d+(\.\d+)?(ms|s|m|h|d))+$/;
const ISO_DATE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * How long the provider asks to be left alone, in milliseconds from 0 to a year: `Retry-After-Ms`, else `Retry-After` as
 * seconds or as an HTTP date (measured against the provider's own `Date`, so that neither clock has to be right), else
 * the reset of an exhausted `X-RateLimit` quota.
 */
export function retryAfterMs(headers: IncomingHttpHeaders, clock: Clock): number | undefined {
  const exact = header(headers, 'retry-after-ms');
  if (exact !== undefined && NUMBER.test(exact)) return bounded(Number(exact));
  const value = header(headers, 'retry-after');
  if (value !== undefined) {
    if (NUMBER.test(value)) return bounded(Number(value) * 1_000);
    const until = parseHttpDate(value);
    if (until !== undefined) return bounded(until - now(headers, clock));
  }
  const { remaining, resetMs = quotaResetMs(headers, clock) } = rateLimit(headers, clock) ?? {};
  return remaining === undefined || remaining === 0 ? resetMs : undefined;
}

/** The quota of requests that the headers tell of; undefined when they tell none. */
export function rateLimit(headers: IncomingHttpHeaders, clock: Clock): RateLimit | undefined {
  const limit = quantity(either(headers, 'x-ratelimit-limit-requests', 'x-ratelimit-limit'));
  const remaining = quantity(either(headers, 'x-ratelimit-remaining-requests', 'x-ratelimit-remaining'));
  if (limit === undefined && remaining === undefined) return undefined;
  const resetMs = quotaResetMs(headers, clock);
  return {
    ...(limit !== undefined && { limit }),
    ...(remaining !== undefined && { remaining }),
    ...(resetMs !== undefined && { resetMs }),
  };
}

function quotaResetMs(headers: IncomingHttpHeaders, clock: Clock): number | undefined {
  const value = either(headers, 'x-ratelimit-reset-requests', 'x-ratelimit-reset');
  if (value === undefined) return undefined;
  if (NUMBER.test(value)) {
    const amount = Number(value);
    // Seconds from now in some APIs, epoch seconds or milliseconds in others; no quota lasts 30 years.
    if (amount < 1e9) return bounded(amount * 1_000);
    return bounded((amount < 1e12 ? amount * 1_000 : amount) - now(headers, clock));
  }
  if (DURATION.test(value)) {
    let total = 0;
    for (const [, amount, unit = ''] of value.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)) {
      total += Number(amount) * (UNIT_MS.get(unit) ?? 0);
    }
    return bounded(total);
  }
  const until = ISO_DATE.test(value) ? Date.parse(value) : (parseHttpDate(value) ?? Number.NaN);
  return Number.isNaN(until) ? undefined : bounded(until - now(headers, clock));
}

function bounded(ms: number): number {
  return Math.min(Math.max(0, Math.round(ms)), LONGEST_MS);
}

function now(headers: IncomingHttpHeaders, clock: Clock): number {
  return parseHttpDate(header(headers, 'date') ?? '') ?? clock.now();
}

function either(headers: IncomingHttpHeaders, first: string, second: string): string | undefined {
  return header(headers, first) ?? header(headers, second);
}

function quantity(value: string | undefined): number | undefined {
  return value !== undefined && /^\d+$/.test(value) ? Math.min(Number(value), Number.MAX_SAFE_INTEGER) : undefined;
}

function header(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value)?.trim();
}
