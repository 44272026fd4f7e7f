import { z } from 'zod';
import { defineFault } from './fault.ts';

/** The usual answer, but later: `latency_ms` plus up to `jitter_ms`. */
export const latency = defineFault({
  kind: 'latency',
  settings: {
    latency_ms: z.number().min(0).max(3_600_000),
    jitter_ms: z.number().min(0).max(3_600_000).default(0),
  },
  alsoProbes: false,
  apply: async ({ latency_ms: base, jitter_ms: jitter }, call, next, { random, wait }) => {
    await wait(base + random() * jitter, call.signal);
    return next();
  },
});
