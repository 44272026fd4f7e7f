import type { PoolEvent } from '../../keys/index.ts';

type TransitionEvent = Extract<PoolEvent, { kind: 'transition' }>;
export type Transition = Pick<TransitionEvent, 'from' | 'to' | 'reason' | 'at' | 'openUntil'>;

const kept = 10;

/** Remembers the last transitions of each key, newest last. */
export class TransitionLog {
  readonly #byKey = new Map<string, Transition[]>();

  record({ key, from, to, reason, at, openUntil }: TransitionEvent): void {
    const entries = this.#byKey.get(key.id) ?? [];
    if (entries.length === 0) this.#byKey.set(key.id, entries);
    entries.push({ from, to, reason, at, ...(openUntil !== undefined && { openUntil }) });
    if (entries.length > kept) entries.shift();
  }

  of(keyId: string): readonly Transition[] {
    return this.#byKey.get(keyId) ?? [];
  }
}
