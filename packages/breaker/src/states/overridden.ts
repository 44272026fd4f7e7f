import type { Machine } from '../machine.ts';
import { Phase, type Resting } from './state.ts';

/** A person decides. What the breaker would be by itself rests beneath and comes back with `auto`. */
export abstract class Overridden extends Phase {
  private beneath: Resting;

  constructor(machine: Machine, beneath: Resting) {
    super(machine);
    this.beneath = beneath;
  }

  /** A quarantine must not be lost because somebody forced the breaker meanwhile: it holds as soon as they let go. */
  override trip(reason: string, until: number | undefined): void {
    if (this.beneath.state !== 'open') this.machine.countTrip();
    const deadline = this.machine.deadline(until);
    if (this.beneath.state === 'open' && deadline <= this.beneath.until) return;
    this.beneath = { state: 'open', until: deadline, reason };
  }

  resting(): Resting {
    return this.beneath;
  }
}
