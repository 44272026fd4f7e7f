import type { Fault, RateLimit, Usage } from '../upstream/index.ts';
import type { RequestOutcome } from './types.ts';

/** Single calls to a provider. The caller's own errors and aborts are not told here: they count nowhere. */
export interface CallRecorder {
  success(provider: string, durationMs: number, usage: Usage | undefined, firstTokenMs: number | undefined): void;
  fault(provider: string, keyId: string, fault: Fault, durationMs: number): void;
  failover(provider: string, reason: string): void;
  rateLimit(provider: string, rateLimit: RateLimit): void;
  /** A call refused because no key could take it; `restingAll` when every key rests from a rate limit. */
  unavailable(provider: string, restingAll: boolean): void;
}

/** Whole requests, from acceptance to their one outcome. */
export interface RequestRecorder {
  request(provider: string, outcome: RequestOutcome, durationMs: number): void;
}
