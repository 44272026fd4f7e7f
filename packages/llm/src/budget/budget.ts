import type { Store } from './store.ts';

export interface BudgetOptions {
  /** Tokens of prompts and answers in one day of UTC. */
  readonly tokensPerDay: number;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Tokens that a call has set aside. */
export interface Reservation {
  /**
   * Says what the call has really used; it may be more than was set aside, which the day then has to bear. A call of
   * which that is unknown is never settled: it has used what was set aside.
   */
  settle(usedTokens: number): void;
}

export interface Budget {
  /** Sets tokens aside for a call; undefined where the day has too few left. */
  take(tokens: number): Reservation | undefined;
  /** Tokens that the day has left. */
  left(): number;
}

const key = 'tokens';

/**
 * A daily budget of tokens. What is set aside is stored before the call, so that a process that dies over it has spent
 * it. Methods throw what the store throws.
 */
export function createBudget(store: Store, { tokensPerDay, now }: BudgetOptions): Budget {
  function today(stored: string | undefined): { readonly day: string; readonly used: number } {
    const day = new Date(now()).toISOString().slice(0, 10);
    const [storedDay = '', used] = stored?.split(' ') ?? [];
    // A clock that was moved back gives nothing anew.
    return { day, used: storedDay >= day ? Number(used) : 0 };
  }

  return {
    take(tokens) {
      let taken: string | undefined;
      store.update(key, (stored) => {
        const { day, used } = today(stored);
        if (!(used + tokens <= tokensPerDay)) return undefined;
        taken = day;
        return `${day} ${used + tokens}`;
      });
      if (taken === undefined) return undefined;
      return {
        settle(usedTokens) {
          store.update(key, (stored) => {
            const { day, used } = today(stored);
            // Nothing was set aside of a day that has begun since.
            return day === taken ? `${day} ${Math.max(0, used - tokens + usedTokens)}` : undefined;
          });
        },
      };
    },
    left: () => Math.max(0, tokensPerDay - today(store.get(key)).used),
  };
}
