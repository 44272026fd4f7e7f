import type { KeyReport } from '../types.ts';
import type { PoolKey } from './pool-key.ts';

/** What an operator may know of a key. */
export function reportOf(key: PoolKey): KeyReport {
  const { state, mode, openUntil, openReason } = key.breaker;
  return {
    id: key.id,
    account: key.account,
    backup: key.backup,
    status: key.status,
    state,
    mode,
    inFlight: key.inFlight,
    ...(openUntil === undefined || openUntil === Number.POSITIVE_INFINITY ? {} : { openUntil }),
    ...(openReason === undefined ? {} : { openReason }),
  };
}
