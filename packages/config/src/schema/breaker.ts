import { z } from 'zod';
import { count, seconds } from './fields.ts';

const threshold = (description: string) => z.number().gt(0).max(1).meta({ description });

const window = {
  window_calls: count('Size of the window in calls; 100 when neither window is given.').optional(),
  window_seconds: seconds('Size of the window in seconds, instead of window_calls.', 1).optional(),
  minimum_calls: count('Calls the window must hold before the rule speaks.').default(10),
};

interface Window {
  window_calls?: number | undefined;
  window_seconds?: number | undefined;
  minimum_calls: number;
}

const oneWindow = (rule: Window) => rule.window_calls === undefined || rule.window_seconds === undefined;
const oneWindowFault = { error: 'expected window_calls or window_seconds, not both' };
const reachable = (rule: Window) => rule.window_calls === undefined || rule.minimum_calls <= rule.window_calls;
const reachableFault = { error: 'minimum_calls is above window_calls, so the rule would never speak' };

const failureRate = z
  .strictObject({ threshold: threshold('Share of failed calls that opens the breaker.').default(0.5), ...window })
  .refine(oneWindow, oneWindowFault)
  .refine(reachable, reachableFault)
  .meta({ description: 'Second trip rule: opens when the share of failures in a window is reached. Off when unset.' });

const slowCallRate = z
  .strictObject({
    threshold: threshold('Share of slow calls that opens the breaker.').default(0.8),
    slower_than_seconds: seconds('A call that takes longer is slow.'),
    ...window,
  })
  .refine(oneWindow, oneWindowFault)
  .refine(reachable, reachableFault)
  .meta({ description: 'Third trip rule: opens when the share of slow calls in a window is reached. Off when unset.' });

const openGrowth = z
  .strictObject({
    factor: z.number().min(1).max(10).default(2).meta({ description: 'Growth of the open time per consecutive trip.' }),
    max_multiplier: z
      .number()
      .min(1)
      .max(1000)
      .default(8)
      .meta({ description: 'Largest multiple of timeout_seconds.' }),
    jitter: z.number().min(0).lt(1).default(0.1).meta({ description: 'Random part of the open time, to both sides.' }),
  })
  .prefault({})
  .meta({ description: 'How the open time grows while a key keeps failing.' });

export const breaker = z
  .strictObject({
    failure_threshold: count('Failures in a row that open the breaker.').default(5),
    success_threshold: count('Successful probes that close it again.').default(2),
    timeout_seconds: seconds('Open time after the first trip.').default(60),
    half_open_max_calls: count('Probes that may be under way at once.').default(3),
    open_growth: openGrowth,
    retry_after_cap_seconds: seconds('Longest Retry-After of a provider that is believed.').default(3600),
    idle_probe_seconds: seconds(
      'An open breaker past its deadline that nobody asks for gets a free probe after this time.',
    ).default(30),
    quarantine_probe_seconds: seconds('Time between free probes of a quarantined key.').default(900),
    failure_rate: failureRate.optional(),
    slow_call_rate: slowCallRate.optional(),
    ramp_seconds: seconds('After closing, traffic returns to a key over this time. Off when unset.').optional(),
  })
  .prefault({})
  .meta({ description: 'The breaker of every key.' });
