import { type Permit, rejected } from '@switchgear/breaker';
import type { FreeProbe, Settlement } from '../types.ts';
import { conclude, type LimitScope } from './consequences.ts';
import type { PoolKey } from './pool-key.ts';
import type { Roster } from './roster.ts';

/** Begins the next free probe that is due. */
export function takeProbe(roster: Roster, limitScope: LimitScope): FreeProbe | undefined {
  const now = roster.now();
  for (let key = roster.probes.takeDue(now); key !== undefined; key = roster.probes.takeDue(now)) {
    const probe = begin(roster, key, limitScope);
    if (probe !== undefined) return probe;
  }
  return undefined;
}

function begin(roster: Roster, key: PoolKey, limitScope: LimitScope): FreeProbe | undefined {
  if (key.beingProbed) return undefined;
  // A quarantined breaker admits nothing; its probe needs no permit.
  if (key.quarantined) return new KeyProbe(roster, key, undefined, limitScope);
  return roster.during(() => {
    const permit = key.breaker.acquire();
    if (permit === rejected) return undefined;
    roster.beginProbe(key);
    return new KeyProbe(roster, key, permit, limitScope);
  });
}

class KeyProbe implements FreeProbe {
  readonly key: PoolKey;
  readonly #roster: Roster;
  readonly #permit: Permit | undefined;
  readonly #limitScope: LimitScope;
  readonly #generation: number;
  #settled = false;

  constructor(roster: Roster, key: PoolKey, permit: Permit | undefined, limitScope: LimitScope) {
    this.key = key;
    this.#roster = roster;
    this.#permit = permit;
    this.#limitScope = limitScope;
    this.#generation = key.generation;
    key.beingProbed = true;
  }

  settle(result: Settlement): FreeProbe | undefined {
    const { key } = this;
    const roster = this.#roster;
    if (this.#settled) throw new Error(`the free probe of key ${key.id} was settled twice; settle every probe once`);
    this.#settled = true;
    key.beingProbed = false;
    roster.during(() => {
      if (this.#permit !== undefined) roster.endProbe(key, this.#generation);
      roster.touch(conclude(key, this.#permit, result, { limitScope: this.#limitScope, now: roster.now() }));
    });
    const wantsMore = result.kind === 'success' && key.breaker.state === 'half_open';
    return wantsMore ? begin(roster, key, this.#limitScope) : undefined;
  }
}
