import type { Registry } from '@switchgear/telemetry';
import { bounded } from './bounded.ts';
import { messageOf, ServiceError } from './errors.ts';

/** One named question about the program, asked on demand. */
export interface Check {
  /** Unique within the program; becomes the label `check_name`. */
  readonly name: string;
  /** After this time in milliseconds the check has failed; default 2000. */
  readonly timeoutMs?: number;
  /** Passes by returning and fails by throwing; the message of the error is shown, so it holds no secret. */
  run(signal: AbortSignal): void | Promise<void>;
}

export interface CheckResult {
  readonly name: string;
  readonly ok: boolean;
  readonly durationMs: number;
  readonly reason?: string;
}

const defaultTimeoutMs = 2000;

/** Asks one check, for at most its time-out. Never rejects. */
export async function runCheck(check: Check, now: () => number = () => performance.now()): Promise<CheckResult> {
  const { name, timeoutMs = defaultTimeoutMs } = check;
  const startedAt = now();
  try {
    await bounded(`check ${name}`, timeoutMs, (signal) => check.run(signal));
    return { name, ok: true, durationMs: now() - startedAt };
  } catch (error) {
    return { name, ok: false, durationMs: now() - startedAt, reason: messageOf(error) };
  }
}

export interface CheckGroupOptions {
  readonly onResult?: (result: CheckResult) => void;
  /** Milliseconds that never run backwards; default `performance.now`. */
  readonly now?: () => number;
}

/** Checks that are asked together. Whoever asks meanwhile shares the answer: a flood of probes costs one round. */
export class CheckGroup {
  readonly #checks: readonly Check[];
  readonly #onResult: (result: CheckResult) => void;
  readonly #now: () => number;
  #running: Promise<readonly CheckResult[]> | undefined;
  #finishedAt = Number.NEGATIVE_INFINITY;

  constructor(checks: readonly Check[], options: CheckGroupOptions = {}) {
    this.#checks = checks;
    this.#onResult = options.onResult ?? (() => {});
    this.#now = options.now ?? (() => performance.now());
  }

  run(): Promise<readonly CheckResult[]> {
    this.#running ??= this.#ask().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /** Asks all checks unless they were asked within the last `maxAgeMs`. */
  async refresh(maxAgeMs: number): Promise<void> {
    if (this.#now() - this.#finishedAt > maxAgeMs) await this.run();
  }

  async #ask(): Promise<readonly CheckResult[]> {
    const results = await Promise.all(this.#checks.map((check) => runCheck(check, this.#now)));
    for (const result of results) this.#onResult(result);
    this.#finishedAt = this.#now();
    return results;
  }
}

/** Keeps `service_health_check_*` up to date. */
export function recordChecks(registry: Registry): (result: CheckResult) => void {
  const status = registry.gauge('service_health_check_status');
  const duration = registry.histogram('service_health_check_duration_seconds');
  return ({ name, ok, durationMs }) => {
    status.set({ check_name: name }, ok ? 1 : 0);
    duration.observe({ check_name: name }, durationMs / 1000);
  };
}

/** Keeps `service_dependency_status` up to date. */
export function recordDependencies(registry: Registry): (result: CheckResult) => void {
  const status = registry.gauge('service_dependency_status');
  return ({ name, ok }) => status.set({ dependency: name }, ok ? 1 : 0);
}

/** @throws ServiceError `duplicate_check` when two checks that are not the same object share a name */
export function assertDistinct(checks: readonly Check[]): void {
  const known = new Map<string, Check>();
  for (const check of checks) {
    const other = known.get(check.name);
    if (other !== undefined && other !== check) {
      throw new ServiceError('duplicate_check', `two checks are named ${check.name}; give one another name`);
    }
    known.set(check.name, check);
  }
}
