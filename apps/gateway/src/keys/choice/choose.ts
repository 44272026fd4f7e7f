import type { PoolKey } from '../roster/pool-key.ts';
import type { Lane } from './capacity.ts';
import type { KeyIndex } from './key-index.ts';
import type { Tier } from './tier.ts';

/**
 * A key wanting a probe when `probeFirst`, else the less loaded of two random healthy keys, else whatever can be
 * probed. Constant work, whatever the number of keys.
 */
export function choose(index: KeyIndex, lane: Lane, probeFirst: boolean, random: () => number): PoolKey | undefined {
  if (probeFirst && index.due.available(lane) > 0) return draw(index.due, lane, random);
  if (index.ready.available(lane) > 0) return lessLoadedOfTwo(index.ready, lane, random);
  if (index.due.available(lane) > 0) return draw(index.due, lane, random);
  return index.spare.available(lane) > 0 ? draw(index.spare, lane, random) : undefined;
}

function draw(tier: Tier, lane: Lane, random: () => number): PoolKey {
  return tier.at(lane, Math.floor(random() * tier.available(lane)));
}

function lessLoadedOfTwo(tier: Tier, lane: Lane, random: () => number): PoolKey {
  const count = tier.available(lane);
  const rank = Math.floor(random() * count);
  const one = tier.at(lane, rank);
  if (count === 1) return one;
  // The second draw leaves out the first, else a pool of two would often compare a key with itself.
  const step = 1 + Math.floor(random() * (count - 1));
  const other = tier.at(lane, (rank + step) % count);
  return other.inFlight < one.inFlight ? other : one;
}
