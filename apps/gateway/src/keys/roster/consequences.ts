import type { Permit } from '@switchgear/breaker';
import type { LimitScope, Settlement } from '../types.ts';
import type { PoolKey } from './pool-key.ts';

/**
 * Moves the breakers as the outcome of a call says. Without a permit the call was the free probe of a quarantined
 * key, whose success alone releases it. Returns the keys whose breakers were touched.
 */
export function conclude(
  key: PoolKey,
  permit: Permit | undefined,
  result: Settlement,
  limitScope: LimitScope,
  now: number,
): readonly PoolKey[] {
  const { breaker } = key;
  if (result.kind === 'success') {
    if (permit !== undefined) breaker.success(permit, result.durationMs);
    else if (key.quarantined) breaker.reset();
    return [key];
  }
  if (result.kind === 'failure') {
    if (permit !== undefined) breaker.failure(permit, result);
    return [key];
  }
  // The key's state is set below, from outside; the call itself must not move it as well.
  if (permit !== undefined) breaker.ignore(permit);
  switch (result.kind) {
    case 'ignored':
      return [key];
    case 'credential':
      breaker.trip('quarantine', Number.POSITIVE_INFINITY);
      return [key];
    case 'credit':
      for (const peer of key.home.keys) peer.breaker.trip('quarantine', Number.POSITIVE_INFINITY);
      return key.home.keys;
    case 'rate_limit':
      return rest(key, result.retryAfterMs, limitScope, now);
  }
}

function rest(key: PoolKey, retryAfterMs: number | undefined, limitScope: LimitScope, now: number): readonly PoolKey[] {
  const { breaker } = key;
  const before = breaker.openUntil;
  // A pause of nothing would have the key called again at once, so it counts as none given.
  breaker.trip('rate_limit', retryAfterMs === undefined || retryAfterMs <= 0 ? undefined : now + retryAfterMs);
  const until = breaker.openUntil;
  // Many calls of an account are refused together; all but the first find that its keys have been told.
  if (limitScope === 'key' || until === undefined || until === before) return [key];
  for (const peer of key.home.keys) if (peer !== key) peer.breaker.trip('rate_limit', until);
  return key.home.keys;
}
