import type { Machine } from '../machine.ts';
import type { Permit } from '../permit.ts';
import type { Mode, Phase, Resting, State } from './state.ts';

/** A person decides. What the breaker would be by itself rests beneath and comes back with `auto`. */
export abstract class Overridden implements Phase {
  protected readonly machine: Machine;
  private beneath: Resting;

  constructor(machine: Machine, beneath: Resting) {
    this.machine = machine;
    this.beneath = beneath;
  }

  abstract readonly name: State;
  abstract readonly mode: Mode;
  abstract readonly openUntil: number | undefined;
  abstract readonly openReason: string | undefined;
  abstract acquire(): Permit;
  abstract retryAfterMs(): number;

  get successes() {
    return 0;
  }

  success(permit: Permit, durationMs: number | undefined): void {
    this.machine.tallyLateSuccess(permit, durationMs);
  }

  failure(permit: Permit, _durationMs: number | undefined, _retryAfterMs: number | undefined): void {
    this.machine.tallyLateFailure(permit);
  }

  ignore(permit: Permit): void {
    this.machine.tallyIgnored(permit);
  }

  /** A quarantine must not be lost because somebody forced the breaker meanwhile: it holds as soon as they let go. */
  trip(reason: string, until: number | undefined): void {
    if (this.beneath.state !== 'open') this.machine.countTrip();
    const deadline = this.machine.deadline(until);
    if (this.beneath.state === 'open' && deadline <= this.beneath.until) return;
    this.beneath = { state: 'open', until: deadline, reason };
  }

  settle(): void {}

  leave(): void {}

  resting(): Resting {
    return this.beneath;
  }
}
