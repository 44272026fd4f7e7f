import type { Machine } from '../machine.ts';
import { type Permit, rejected } from '../permit.ts';
import { Phase, type Resting } from './state.ts';

/**
 * A limited number of probes decides: enough successes close, one failure reopens.
 *
 * A probe that does not come back counts as a failure at the moment it expires, so that a hanging provider cannot hold
 * the breaker half-open. Probes still out when the state is left are given up and tallied as ignored.
 */
export class HalfOpen extends Phase {
  /** Start times by permit, oldest first because permits are added as time goes on. */
  private readonly probes = new Map<Permit, number>();
  private succeeded: number;

  constructor(machine: Machine, successes = 0) {
    super(machine);
    this.succeeded = successes;
  }

  get name() {
    return 'half_open' as const;
  }
  override get successes() {
    return this.succeeded;
  }

  acquire(): Permit {
    const machine = this.machine;
    const now = machine.now();
    if (this.expire(now)) return machine.phase.acquire();
    if (this.probes.size >= machine.settings.halfOpenMaxCalls) {
      machine.tally.rejected++;
      return rejected;
    }
    const permit = machine.nextProbe();
    this.probes.set(permit, now);
    return permit;
  }

  override success(permit: Permit, durationMs: number | undefined): void {
    const machine = this.machine;
    const now = machine.now();
    if (this.expire(now)) machine.phase.success(permit, durationMs);
    else if (this.probes.delete(permit)) this.succeed(durationMs, now);
    else super.success(permit, durationMs);
  }

  override failure(permit: Permit, durationMs: number | undefined, retryAfterMs: number | undefined): void {
    const machine = this.machine;
    const now = machine.now();
    if (this.expire(now)) machine.phase.failure(permit, durationMs, retryAfterMs);
    else if (this.probes.delete(permit))
      this.fail(now, retryAfterMs === undefined ? 0 : machine.retryDeadline(retryAfterMs));
    else super.failure(permit, durationMs, retryAfterMs);
  }

  override ignore(permit: Permit): void {
    const machine = this.machine;
    if (this.expire(machine.now())) machine.phase.ignore(permit);
    else if (this.probes.delete(permit)) machine.tally.ignored++;
    else super.ignore(permit);
  }

  retryAfterMs(): number {
    if (this.probes.size < this.machine.settings.halfOpenMaxCalls) return 0;
    return Math.max(0, this.oldestExpiry() - this.machine.now());
  }

  override settle(): void {
    if (this.probes.size > 0) this.expire(this.machine.now());
  }

  override leave(): void {
    this.machine.tally.ignored += this.probes.size;
    this.probes.clear();
  }

  resting(): Resting {
    return { state: 'half_open', successes: this.succeeded };
  }

  private succeed(durationMs: number | undefined, now: number): void {
    const machine = this.machine;
    machine.tallySuccess(durationMs);
    this.succeeded++;
    // The provider that was left for being slow has not recovered while it is slow.
    if (machine.isSlow(durationMs)) machine.open('failures', 0, now);
    else if (this.succeeded >= machine.settings.successThreshold) machine.recover(now);
  }

  private fail(at: number, notBefore: number): void {
    this.machine.tally.failure++;
    this.machine.open('failures', notBefore, at);
  }

  /** Whether a probe had expired by `now`; the breaker is then open since that very moment. */
  private expire(now: number): boolean {
    const at = this.oldestExpiry();
    if (now < at) return false;
    const [oldest] = this.probes.keys();
    if (oldest !== undefined) this.probes.delete(oldest);
    this.fail(at, 0);
    return true;
  }

  private oldestExpiry(): number {
    for (const startedAt of this.probes.values()) return startedAt + this.machine.settings.probeExpiryMs;
    return Number.POSITIVE_INFINITY;
  }
}
