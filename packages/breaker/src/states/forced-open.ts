import { type Permit, rejected } from '../permit.ts';
import { Overridden } from './overridden.ts';

/** Nothing passes until the override is lifted. */
export class ForcedOpen extends Overridden {
  get name() {
    return 'open' as const;
  }
  override get mode() {
    return 'forced_open' as const;
  }
  override get openUntil() {
    return Number.POSITIVE_INFINITY;
  }
  override get openReason() {
    return 'override';
  }

  acquire(): Permit {
    this.machine.tally.rejected++;
    return rejected;
  }

  retryAfterMs(): number {
    return Number.POSITIVE_INFINITY;
  }
}
