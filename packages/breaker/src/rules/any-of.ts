import type { Clock } from '../clock.ts';
import type { Tracker, TripRule } from './rule.ts';

/** The memory of one breaker for its rules: of the only one as it is, of several as one that trips when any does. */
export function trackAll(rules: readonly TripRule[], clock: Clock): Tracker {
  const trackers = rules.map((rule) => rule.track(clock));
  const [only] = trackers;
  return trackers.length === 1 && only ? only : new AnyOf(trackers);
}

/** The memory of each rule with its kind. */
export type SavedRules = readonly { readonly kind: string; readonly memory: unknown }[];

export function saveAll(tracker: Tracker): SavedRules {
  return partsOf(tracker).map((part) => ({ kind: part.kind, memory: part.save() }));
}

/** Kind by kind and in order. Rules without a saved counterpart stay empty; memory without a rule is dropped. */
export function loadAll(tracker: Tracker, saved: SavedRules): void {
  const left = [...saved];
  for (const part of partsOf(tracker)) {
    const index = left.findIndex(({ kind }) => kind === part.kind);
    const [found] = index < 0 ? [] : left.splice(index, 1);
    if (found) part.load(found.memory);
  }
}

function partsOf(tracker: Tracker): readonly Tracker[] {
  return tracker instanceof AnyOf ? tracker.parts : [tracker];
}

class AnyOf implements Tracker {
  readonly kind = 'any_of';
  readonly parts: readonly Tracker[];

  constructor(parts: readonly Tracker[]) {
    this.parts = parts;
  }

  get failures(): number {
    return this.closest()?.failures ?? 0;
  }

  get threshold(): number {
    return this.closest()?.threshold ?? Number.POSITIVE_INFINITY;
  }

  // Every rule counts every call, so none of these loops may stop at the first that trips.

  success(durationMs: number | undefined): boolean {
    let trips = false;
    for (const part of this.parts) if (part.success(durationMs)) trips = true;
    return trips;
  }

  failure(durationMs: number | undefined): boolean {
    let trips = false;
    for (const part of this.parts) if (part.failure(durationMs)) trips = true;
    return trips;
  }

  clear(): void {
    for (const part of this.parts) part.clear();
  }

  save(): SavedRules {
    return saveAll(this);
  }

  load(data: unknown): void {
    throw new TypeError(`several rules are loaded one by one, not from ${typeof data}`);
  }

  /** The rule nearest to tripping is the one worth watching. */
  private closest(): Tracker | undefined {
    let closest = this.parts[0];
    for (const part of this.parts) {
      if (closest && part.failures / part.threshold > closest.failures / closest.threshold) closest = part;
    }
    return closest;
  }
}
