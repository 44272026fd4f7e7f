import type { IncomingHttpHeaders } from 'node:http';
import type { Clock, RateLimit } from './types.ts';

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * How long the provider asks to be left alone, in milliseconds: `Retry-After-Ms`, else `Retry-After` as seconds or as an
 * HTTP date (measured against the provider's own `Date`, so that neither clock has to be right), else the reset of an
 * exhausted `X-RateLimit` quota.
 */
export function retryAfterMs(headers: IncomingHttpHeaders, clock: Clock): number | undefined {
  const exact = header(headers, 'retry-after-ms');
  if (exact !== undefined && /^\d+(\.\d+)?$/.test(exact)) return Math.round(Number(exact));
  const value = header(headers, 'retry-after');
  if (value !== undefined) {
    if (/^\d+(\.\d+)?$/.test(value)) return Math.round(Number(value) * 1_000);
    const until = Date.parse(value);
    if (!Number.isNaN(until)) return Math.max(0, until - now(headers, clock));
  }
  const { remaining } = rateLimit(headers) ?? {};
  return remaining === undefined || remaining === 0 ? resetMs(headers, clock) : undefined;
}

/** The quota of requests that the headers tell of; undefined when they tell none. */
export function rateLimit(headers: IncomingHttpHeaders): RateLimit | undefined {
  const limit = quantity(either(headers, 'x-ratelimit-limit-requests', 'x-ratelimit-limit'));
  const remaining = quantity(either(headers, 'x-ratelimit-remaining-requests', 'x-ratelimit-remaining'));
  if (limit === undefined && remaining === undefined) return undefined;
  return { ...(limit !== undefined && { limit }), ...(remaining !== undefined && { remaining }) };
}

function resetMs(headers: IncomingHttpHeaders, clock: Clock): number | undefined {
  const value = either(headers, 'x-ratelimit-reset-requests', 'x-ratelimit-reset');
  if (value === undefined) return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) {
    const amount = Number(value);
    // Seconds from now in some APIs, epoch seconds or milliseconds in others; no quota lasts 30 years.
    if (amount < 1e9) return Math.round(amount * 1_000);
    return Math.max(0, Math.round(amount < 1e12 ? amount * 1_000 : amount) - now(headers, clock));
  }
  if (/^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(value)) {
    let total = 0;
    for (const [, amount, unit = ''] of value.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)) {
      total += Number(amount) * (UNIT_MS[unit] ?? 0);
    }
    return Math.round(total);
  }
  const until = Date.parse(value);
  return Number.isNaN(until) ? undefined : Math.max(0, until - now(headers, clock));
}

function now(headers: IncomingHttpHeaders, clock: Clock): number {
  const theirs = Date.parse(header(headers, 'date') ?? '');
  return Number.isNaN(theirs) ? clock.now() : theirs;
}

function either(headers: IncomingHttpHeaders, first: string, second: string): string | undefined {
  return header(headers, first) ?? header(headers, second);
}

function quantity(value: string | undefined): number | undefined {
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : undefined;
}

function header(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value)?.trim();
}
