import type { PoolEvent } from '../../keys/index.ts';

export type Transition = Pick<
  Extract<PoolEvent, { kind: 'transition' }>,
  'from' | 'to' | 'reason' | 'at' | 'openUntil'
>;

/** Remembers the last transitions of each key, newest last. */
export interface TransitionLog {
  record(event: Extract<PoolEvent, { kind: 'transition' }>): void;
  of(keyId: string): readonly Transition[];
}

const kept = 10;

export function createTransitionLog(): TransitionLog {
  const byKey = new Map<string, Transition[]>();
  return {
    record({ key, from, to, reason, at, openUntil }) {
      const entries = byKey.get(key.id) ?? [];
      if (entries.length === 0) byKey.set(key.id, entries);
      entries.push({ from, to, reason, at, ...(openUntil !== undefined && { openUntil }) });
      if (entries.length > kept) entries.shift();
    },
    of: (keyId) => byKey.get(keyId) ?? [],
  };
}
