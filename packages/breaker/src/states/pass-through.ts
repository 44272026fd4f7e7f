import type { Machine } from '../machine.ts';
import type { Permit } from '../permit.ts';
import { Overridden } from './overridden.ts';
import type { Resting } from './state.ts';

/** Everything passes. With `metrics_only` the trip rules count, so that one sees what they would have done. */
export class PassThrough extends Overridden {
  private readonly counting: boolean;
  private readonly permit: Permit;

  constructor(machine: Machine, beneath: Resting, mode: 'disabled' | 'metrics_only') {
    super(machine, beneath);
    this.counting = mode === 'metrics_only';
    this.permit = machine.nextPermit();
  }

  get name() {
    return 'closed' as const;
  }
  override get mode() {
    return this.counting ? 'metrics_only' : 'disabled';
  }

  acquire(): Permit {
    return this.permit;
  }

  override success(permit: Permit, durationMs: number | undefined): void {
    super.success(permit, durationMs);
    if (this.counts(permit)) this.machine.tracker.success(durationMs);
  }

  override failure(permit: Permit, durationMs: number | undefined, retryAfterMs: number | undefined): void {
    super.failure(permit, durationMs, retryAfterMs);
    if (this.counts(permit)) this.machine.tracker.failure(durationMs);
  }

  retryAfterMs(): number {
    return 0;
  }

  private counts(permit: Permit): boolean {
    return this.counting && permit === this.permit;
  }
}
