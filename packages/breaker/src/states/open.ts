import type { Machine } from '../machine.ts';
import { type Permit, rejected } from '../permit.ts';
import { Phase, type Resting } from './state.ts';

/** Calls are refused until the deadline; the first one after it becomes the first probe. */
export class Open extends Phase {
  private until: number;
  private reason: string;

  constructor(machine: Machine, until: number, reason: string) {
    super(machine);
    this.until = until;
    this.reason = reason;
  }

  get name() {
    return 'open' as const;
  }
  override get openUntil() {
    return this.until;
  }
  override get openReason() {
    return this.reason;
  }

  acquire(): Permit {
    const machine = this.machine;
    const now = machine.now();
    if (now < this.until) {
      machine.tally.rejected++;
      return rejected;
    }
    machine.halfOpen(now);
    // A listener may have moved the breaker on, so the current phase answers, whichever it is.
    return machine.phase.acquire();
  }

  /** A late failure judges nothing, but its Retry-After is fresh word from the provider. */
  override failure(permit: Permit, durationMs: number | undefined, retryAfterMs: number | undefined): void {
    super.failure(permit, durationMs, retryAfterMs);
    if (retryAfterMs !== undefined) this.extend(this.machine.retryDeadline(retryAfterMs), this.reason);
  }

  override trip(reason: string, until: number | undefined): void {
    this.extend(this.machine.deadline(until), reason);
  }

  retryAfterMs(): number {
    return Math.max(0, this.until - this.machine.now());
  }

  resting(): Resting {
    return { state: 'open', until: this.until, reason: this.reason };
  }

  private extend(until: number, reason: string): void {
    if (until <= this.until) return;
    this.until = until;
    this.reason = reason;
  }
}
