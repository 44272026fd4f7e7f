import type { Settings } from './settings.ts';

/** How long the n-th consecutive trip keeps the breaker open, in milliseconds. */
export function openTimeMs({ timeoutMs, openGrowth, random }: Settings, consecutiveTrips: number): number {
  const { factor, maxMultiplier, jitter } = openGrowth;
  const grown = Math.min(factor ** Math.max(0, consecutiveTrips - 1), maxMultiplier);
  const spread = 1 + jitter * (2 * random() - 1);
  return timeoutMs * Math.min(grown * spread, maxMultiplier);
}
