import type { Machine } from '../machine.ts';
import type { Permit } from '../permit.ts';
import { Phase, type Resting } from './state.ts';

const resting: Resting = { state: 'closed' };

/** Calls pass; the trip rules count their results. All calls of one closed period share one permit. */
export class Closed extends Phase {
  protected readonly permit: Permit;
  /** The latest time a provider asked to be left alone until; honoured if the breaker trips. */
  private notBefore = 0;

  constructor(machine: Machine, permit: Permit = machine.nextPermit()) {
    super(machine);
    this.permit = permit;
  }

  get name() {
    return 'closed' as const;
  }

  acquire(): Permit {
    return this.permit;
  }

  override success(permit: Permit, durationMs: number | undefined): void {
    if (permit !== this.permit) {
      super.success(permit, durationMs);
      return;
    }
    const machine = this.machine;
    machine.tallySuccess(durationMs);
    if (machine.tracker.success(durationMs)) machine.open('failures', this.notBefore);
  }

  override failure(permit: Permit, durationMs: number | undefined, retryAfterMs: number | undefined): void {
    if (permit !== this.permit) {
      super.failure(permit, durationMs, retryAfterMs);
      return;
    }
    const machine = this.machine;
    machine.tally.failure++;
    if (retryAfterMs !== undefined) this.notBefore = Math.max(this.notBefore, machine.retryDeadline(retryAfterMs));
    if (machine.tracker.failure(durationMs)) machine.open('failures', this.notBefore);
  }

  retryAfterMs(): number {
    return 0;
  }

  resting(): Resting {
    return resting;
  }
}
