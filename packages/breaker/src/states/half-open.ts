import type { Machine } from '../machine.ts';
import { type Permit, probePermit, rejected } from '../permit.ts';
import type { Phase, Resting } from './state.ts';

/**
 * A limited number of probes decides: enough successes close, one failure reopens.
 *
 * A probe that does not come back counts as a failure at the moment it expires, so that a hanging provider cannot hold
 * the breaker half-open. Probes still out when the state is left are given up and tallied as ignored.
 */
export class HalfOpen implements Phase {
  private readonly machine: Machine;
  /** Start times by permit, oldest first because permits are added as time goes on. */
  private readonly probes = new Map<Permit, number>();
  successes: number;

  constructor(machine: Machine, successes = 0) {
    this.machine = machine;
    this.successes = successes;
  }

  get name() {
    return 'half_open' as const;
  }
  get mode() {
    return 'auto' as const;
  }
  get openUntil() {
    return undefined;
  }
  get openReason() {
    return undefined;
  }

  acquire(): Permit {
    const machine = this.machine;
    const now = machine.now();
    if (this.expire(now)) return machine.phase.acquire();
    if (this.probes.size >= machine.settings.halfOpenMaxCalls) {
      machine.tally.rejected++;
      return rejected;
    }
    const permit = probePermit(machine.nextProbe());
    this.probes.set(permit, now);
    return permit;
  }

  success(permit: Permit, durationMs: number | undefined): void {
    const machine = this.machine;
    const now = machine.now();
    if (this.expire(now)) machine.phase.success(permit, durationMs);
    else if (this.probes.delete(permit)) this.succeed(durationMs, now);
    else machine.tallyLateSuccess(permit, durationMs);
  }

  failure(permit: Permit, durationMs: number | undefined, retryAfterMs: number | undefined): void {
    const machine = this.machine;
    const now = machine.now();
    if (this.expire(now)) machine.phase.failure(permit, durationMs, retryAfterMs);
    else if (this.probes.delete(permit))
      this.fail(now, retryAfterMs === undefined ? 0 : machine.retryDeadline(retryAfterMs));
    else machine.tallyLateFailure(permit);
  }

  ignore(permit: Permit): void {
    const machine = this.machine;
    if (this.expire(machine.now())) machine.phase.ignore(permit);
    else if (this.probes.delete(permit)) machine.tally.ignored++;
    else machine.tallyIgnored(permit);
  }

  trip(reason: string, until: number | undefined): void {
    this.machine.openUntil(reason, until);
  }

  retryAfterMs(): number {
    if (this.probes.size < this.machine.settings.halfOpenMaxCalls) return 0;
    return Math.max(0, this.oldestExpiry() - this.machine.now());
  }

  settle(): void {
    if (this.probes.size > 0) this.expire(this.machine.now());
  }

  leave(): void {
    this.machine.tally.ignored += this.probes.size;
    this.probes.clear();
  }

  resting(): Resting {
    return { state: 'half_open', successes: this.successes };
  }

  private succeed(durationMs: number | undefined, now: number): void {
    const machine = this.machine;
    machine.tallySuccess(durationMs);
    this.successes++;
    // The provider that was left for being slow has not recovered while it is slow.
    if (machine.isSlow(durationMs)) machine.open('failures', 0, now);
    else if (this.successes >= machine.settings.successThreshold) machine.recover(now);
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
