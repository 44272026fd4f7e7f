import { type Permit, rejected } from '../permit.ts';
import { Overridden } from './overridden.ts';

/** Nothing passes until the override is lifted. */
export class ForcedOpen extends Overridden {
  get name() {
    return 'open' as const;
  }
  get mode() {
    return 'forced_open' as const;
  }
  get openUntil() {
    return Number.POSITIVE_INFINITY;
  }
  get openReason() {
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
