import type { Machine } from '../machine.ts';
import { type Permit, rejected } from '../permit.ts';
import type { Phase, Resting } from './state.ts';

/** Calls are refused until the deadline; the first one after it becomes the first probe. */
export class Open implements Phase {
  private readonly machine: Machine;
  openUntil: number;
  openReason: string;

  constructor(machine: Machine, until: number, reason: string) {
    this.machine = machine;
    this.openUntil = until;
    this.openReason = reason;
  }

  get name() {
    return 'open' as const;
  }
  get mode() {
    return 'auto' as const;
  }
  get successes() {
    return 0;
  }

  acquire(): Permit {
    const machine = this.machine;
    const now = machine.now();
    if (now < this.openUntil) {
      machine.tally.rejected++;
      return rejected;
    }
    machine.halfOpen(now);
    // A listener may have moved the breaker on, so the current phase answers, whichever it is.
    return machine.phase.acquire();
  }

  success(permit: Permit, durationMs: number | undefined): void {
    this.machine.tallyLateSuccess(permit, durationMs);
  }

  /** A late failure judges nothing, but its Retry-After is fresh word from the provider. */
  failure(permit: Permit, _durationMs: number | undefined, retryAfterMs: number | undefined): void {
    this.machine.tallyLateFailure(permit);
    if (retryAfterMs !== undefined) this.extend(this.machine.retryDeadline(retryAfterMs), this.openReason);
  }

  ignore(permit: Permit): void {
    this.machine.tallyIgnored(permit);
  }

  trip(reason: string, until: number | undefined): void {
    this.extend(this.machine.deadline(until), reason);
  }

  retryAfterMs(): number {
    return Math.max(0, this.openUntil - this.machine.now());
  }

  settle(): void {}

  leave(): void {}

  resting(): Resting {
    return { state: 'open', until: this.openUntil, reason: this.openReason };
  }

  private extend(until: number, reason: string): void {
    if (until <= this.openUntil) return;
    this.openUntil = until;
    this.openReason = reason;
  }
}
