import type { BreakerConfig, Mode, State, Transition } from '../api/gateway.ts';

export type { State };

export const outcomes = ['success', 'failure', 'slow', 'ignored', 'rejected'] as const;

export type Outcome = (typeof outcomes)[number];

/** The breaker of one key, whoever told of it. Times are epoch milliseconds. */
export interface Breaker {
  readonly keyId: string;
  readonly provider: string;
  readonly state: State;
  /** While open: failures, rate_limit, quarantine or override. */
  readonly reason: string | undefined;
  /** While open: until when it takes no call; undefined without a deadline. */
  readonly openUntil: number | undefined;
  /** Of `threshold`, which open it. */
  readonly failures: number;
  readonly threshold: number;
  /** Good probes while half-open. */
  readonly successes: number;
  readonly trips: number;
  readonly calls: Readonly<Record<Outcome, number>>;
  /** What only the gateway itself tells, and only to whoever has its token. */
  readonly told:
    | {
        readonly mode: Mode;
        /** When it gets a free probe, unless a call probes it first. */
        readonly nextProbeAt: number | undefined;
        readonly config: BreakerConfig;
        /** Oldest first; the gateway keeps ten. */
        readonly transitions: readonly Transition[];
      }
    | undefined;
}

/** A key, in a text that is its own among those of all providers. */
export function idOf({ provider, keyId }: Pick<Breaker, 'provider' | 'keyId'>): string {
  return `${provider}\n${keyId}`;
}

/** The state in a word of people; why it is open matters where it decides what to do. */
export function stateWord({ state, reason }: Pick<Breaker, 'state' | 'reason'>): string {
  if (state === 'half_open') return 'half-open';
  if (state === 'open' && reason === 'quarantine') return 'quarantined';
  return state === 'open' && reason === 'override' ? 'held open' : state;
}

/** Whether somebody has taken the decision out of its hands; Prometheus knows that only of those held open. */
export function isOverridden({ reason, told }: Pick<Breaker, 'reason' | 'told'>): boolean {
  return reason === 'override' || (told !== undefined && told.mode !== 'auto');
}

const reasons: Readonly<Record<string, string>> = { rate_limit: 'rate limit', override: 'an override' };

/** Why it is open, in the words of people. */
export function reasonWord(reason: string | undefined): string {
  return reason === undefined ? 'reason unknown' : (reasons[reason] ?? reason);
}
