import type { Machine } from '../machine.ts';
import { type Permit, rejected } from '../permit.ts';
import { Closed } from './closed.ts';

/**
 * Closed, but only just: admits a share of the calls that grows linearly to all of them.
 *
 * The share is dealt out by carrying a remainder instead of drawing lots, so that the same calls at the same times
 * are always admitted alike.
 */
export class Ramping extends Closed {
  private readonly startedAt: number;
  private credit = 1;

  constructor(machine: Machine, startedAt: number) {
    super(machine);
    this.startedAt = startedAt;
  }

  override acquire(): Permit {
    const share = this.share();
    if (share >= 1) {
      this.machine.replaceClosed(this.permit);
      return this.permit;
    }
    this.credit += share;
    if (this.credit < 1) {
      this.machine.tally.rejected++;
      return rejected;
    }
    this.credit -= 1;
    return this.permit;
  }

  override retryAfterMs(): number {
    if (this.credit + this.share() >= 1) return 0;
    return this.startedAt + (this.machine.settings.ramp?.durationMs ?? 0) - this.machine.now();
  }

  private share(): number {
    const { ramp } = this.machine.settings;
    if (!ramp) return 1;
    const progress = Math.max(0, this.machine.now() - this.startedAt) / ramp.durationMs;
    return ramp.initialShare + (1 - ramp.initialShare) * progress;
  }
}
