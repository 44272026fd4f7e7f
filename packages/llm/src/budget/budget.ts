import type { Store } from './store.ts';

export interface BudgetOptions {
  /** Tokens of prompts and answers in one day of UTC. */
  readonly tokensPerDay: number;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Tokens that a call has set aside. */
export interface Reservation {
  /** Says what the call has really used; it may be more than was set aside, which the day then has to bear. */
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
  function today(): { readonly day: string; readonly used: number } {
    const day = new Date(now()).toISOString().slice(0, 10);
    const [storedDay, used] = store.get(key)?.split(' ') ?? [];
    return { day, used: storedDay === day ? Number(used) : 0 };
  }

  return {
    take(tokens) {
      const { day, used } = today();
      if (!(used + tokens <= tokensPerDay)) return undefined;
      store.set(key, `${day} ${used + tokens}`);
      return {
        settle(usedTokens) {
          const current = today();
          // Nothing was set aside of a day that has begun since.
          if (current.day === day) store.set(key, `${day} ${Math.max(0, current.used - tokens + usedTokens)}`);
        },
      };
    },
    left: () => Math.max(0, tokensPerDay - today().used),
  };
}
