import { type Permit, rejected } from '@switchgear/breaker';
import type { FreeProbe } from '../types.ts';
import { conclude } from './consequences.ts';
import type { PoolKey } from './pool-key.ts';
import type { Roster } from './roster.ts';

/** Begins the next free probe that is due. */
export function takeProbe(roster: Roster): FreeProbe | undefined {
  const now = roster.now();
  for (let key = roster.probes.takeDue(now); key !== undefined; key = roster.probes.takeDue(now)) {
    const probe = begin(roster, key);
    if (probe !== undefined) return probe;
  }
  return undefined;
}

function begin(roster: Roster, key: PoolKey): FreeProbe | undefined {
  if (key.beingProbed) return undefined;
  // A quarantined breaker admits nothing; its probe needs no permit.
  if (key.quarantined) return probeOf(roster, key, undefined);
  return roster.during(() => {
    const permit = key.breaker.acquire();
    if (permit === rejected) return undefined;
    roster.beginProbe(key);
    return probeOf(roster, key, permit);
  });
}

function probeOf(roster: Roster, key: PoolKey, permit: Permit | undefined): FreeProbe {
  const { generation } = key;
  let settled = false;
  key.beingProbed = true;
  return {
    key,
    settle(result) {
      if (settled) throw new Error(`the free probe of key ${key.id} was settled twice; settle every probe once`);
      settled = true;
      key.beingProbed = false;
      roster.during(() => {
        if (permit !== undefined) roster.endProbe(key, generation);
        roster.touch(conclude(key, permit, result, roster.limitScope, roster.now()));
      });
      const wantsMore = result.kind === 'success' && key.breaker.state === 'half_open';
      return wantsMore ? begin(roster, key) : undefined;
    },
  };
}
