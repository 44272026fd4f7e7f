import type { Machine } from '../machine.ts';
import { closedPermit, type Permit } from '../permit.ts';
import type { Phase, Resting } from './state.ts';

const resting: Resting = { state: 'closed' };

/** Calls pass; the trip rules count their results. All calls of one closed period share one permit. */
export class Closed implements Phase {
  protected readonly machine: Machine;
  protected readonly permit: Permit;
  /** The latest time a provider asked to be left alone until; honoured if the breaker trips. */
  private notBefore = 0;

  constructor(machine: Machine, permit: Permit = closedPermit(machine.nextGeneration())) {
    this.machine = machine;
    this.permit = permit;
  }

  get name() {
    return 'closed' as const;
  }
  get mode() {
    return 'auto' as const;
  }
  get successes() {
    return 0;
  }
  get openUntil() {
    return undefined;
  }
  get openReason() {
    return undefined;
  }

  acquire(): Permit {
    return this.permit;
  }

  success(permit: Permit, durationMs: number | undefined): void {
    const machine = this.machine;
    if (permit !== this.permit) {
      machine.tallyLateSuccess(permit, durationMs);
      return;
    }
    machine.tallySuccess(durationMs);
    if (machine.tracker.success(durationMs)) machine.open('failures', this.notBefore);
  }

  failure(permit: Permit, durationMs: number | undefined, retryAfterMs: number | undefined): void {
    const machine = this.machine;
    if (permit !== this.permit) {
      machine.tallyLateFailure(permit);
      return;
    }
    machine.tally.failure++;
    if (retryAfterMs !== undefined) this.notBefore = Math.max(this.notBefore, machine.retryDeadline(retryAfterMs));
    if (machine.tracker.failure(durationMs)) machine.open('failures', this.notBefore);
  }

  ignore(permit: Permit): void {
    this.machine.tallyIgnored(permit);
  }

  trip(reason: string, until: number | undefined): void {
    this.machine.openUntil(reason, until);
  }

  retryAfterMs(): number {
    return 0;
  }

  settle(): void {}

  leave(): void {}

  resting(): Resting {
    return resting;
  }
}
