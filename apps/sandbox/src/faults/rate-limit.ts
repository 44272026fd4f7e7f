import { z } from 'zod';
import { refusal } from '../http/refusal.ts';
import { defineFault } from './fault.ts';

/** 429; Perplexity's carries its quota. */
export const rateLimit = defineFault({
  kind: 'rate_limit',
  settings: {
    retry_after_seconds: z.number().min(0).max(86_400).optional(),
    /** Whether Retry-After is an HTTP date instead of seconds. */
    as_date: z.boolean().default(false),
    limit: z.int().min(1).default(50),
  },
  alsoProbes: false,
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
