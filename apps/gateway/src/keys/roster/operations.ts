import type { Mode } from '@switchgear/breaker';
import type { BreakerLimits, Key } from '../types.ts';
import type { PoolKey } from './pool-key.ts';
import type { Roster } from './roster.ts';

// What an operator can do to one key, or to all of them where none is named.

export function reset(roster: Roster, key?: Key): void {
  onEach(roster, key, (one) => one.breaker.reset());
}

export function override(roster: Roster, key: Key, mode: Mode): void {
  onEach(roster, key, (one) => {
    one.breaker.override(mode);
    roster.report({ kind: 'override', provider: roster.provider, key: one, mode });
  });
}

export function reconfigure(roster: Roster, limits: BreakerLimits, key?: Key): void {
  onEach(roster, key, (one) => one.breaker.reconfigure(limits));
}

/** Returns the backups that became active. */
export function activateBackups(roster: Roster): PoolKey[] {
  const waiting = roster.keys.filter((key) => !key.active);
  roster.during(() => {
    for (const key of waiting) roster.activate(key, 'rotate');
  });
  return waiting;
}

function onEach(roster: Roster, key: Key | undefined, work: (key: PoolKey) => void): void {
  const { keys, index } = roster;
  if (key !== undefined && !index.owns(key)) {
    throw new RangeError(`key ${key.id} is not of provider ${roster.provider}; ask the pool for it with find()`);
  }
  roster.during(() => {
    for (const one of key === undefined ? keys : [key]) {
      work(one);
      roster.touch([one]);
    }
  });
}
