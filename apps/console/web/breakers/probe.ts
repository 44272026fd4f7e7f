import { duration } from '../time/duration.ts';
import type { Breaker } from './breaker.ts';

/**
 * When a breaker is tried next, in a few words; '' for one that is closed.
 *
 * @param now epoch milliseconds
 */
export function nextProbe({ state, reason, openUntil, told }: Breaker, now: number): string {
  if (state === 'closed') return '';
  if (state === 'half_open') return 'under way';
  if (reason === 'override') return 'none';
  if (openUntil !== undefined) return openUntil > now ? until(openUntil, now) : 'with the next call';
  const free = told?.nextProbeAt;
  if (free === undefined) return 'at intervals';
  return free > now ? until(free, now) : 'now';
}

/** Rounded up, so that nothing is promised too early. */
export function until(at: number, now: number): string {
  return `in ${duration(Math.ceil((at - now) / 1000))}`;
}
