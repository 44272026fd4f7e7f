import { z } from 'zod';
import { refusal } from '../http/refusal.ts';
import { defineFault } from './fault.ts';

/** What a provider says to a key that it does not serve. */
const refusing = (kind: string, status: number, message: string) =>
  defineFault({
    kind,
    settings: {},
    alsoProbes: true,
    apply: (_settings, call) => refusal(call.dialect, status, message),
  });

/** The key was revoked. */
export const unauthorized = refusing('unauthorized', 401, 'Authentication fails, the key is invalid (simulated)');

/** The account has run out of credit. */
export const paymentRequired = refusing('payment_required', 402, 'Insufficient balance (simulated)');

/** The key lacks a permission. */
export const forbidden = refusing('forbidden', 403, 'The key may not use this (simulated)');

/** 429; Perplexity's carries its quota. */
export const rateLimit = defineFault({
  kind: 'rate_limit',
  settings: {
    retry_after_seconds: z.number().min(0).max(86_400).optional(),
    /** Whether Retry-After is an HTTP date instead of seconds. */
    as_date: z.boolean().default(false),
    limit: z.int().min(1).default(50),
  },
  apply: ({ retry_after_seconds: seconds, as_date: asDate, limit }, call, _next, { now }) => {
    const headers: Record<string, string> = {};
    if (seconds !== undefined) {
      headers['retry-after'] = asDate ? new Date(now() + seconds * 1000).toUTCString() : String(Math.ceil(seconds));
    }
    if (call.dialect === 'agent') {
      headers['x-ratelimit-limit'] = String(limit);
      headers['x-ratelimit-remaining'] = '0';
      headers['x-ratelimit-reset'] = String(Math.ceil(now() / 1000 + (seconds ?? 60)));
    }
    return refusal(call.dialect, 429, 'Rate limit reached (simulated)', headers);
  },
});

/** 500 to 599. */
export const serverError = defineFault({
  kind: 'server_error',
  settings: { status: z.int().min(500).max(599).default(500) },
  apply: ({ status }, call) => refusal(call.dialect, status, `Server error ${status} (simulated)`),
});

/** The connection is reset before any header. */
export const refuse = defineFault({
  kind: 'refuse',
  settings: {},
  alsoProbes: true,
  apply: () => ({ type: 'refuse' }),
});
