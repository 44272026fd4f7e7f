import type { Exposition } from '../support/exposition.ts';
import { type Outcome, outcomes } from './judge.ts';

/** Requests of one provider by how they ended. */
export type Account = Readonly<Record<Outcome, number>>;
export type Accounts = Readonly<Record<string, Account>>;

export function emptyAccounts(providers: readonly string[]): Record<string, Record<Outcome, number>> {
  return Object.fromEntries(providers.map((provider) => [provider, accountOf(() => 0)]));
}

/** What the gateway has counted between two scrapes. */
export function gatewayAccounts(providers: readonly string[], before: Exposition, after: Exposition): Accounts {
  return Object.fromEntries(
    providers.map((provider) => [
      provider,
      accountOf((outcome) => after.since(before, 'gateway_requests_total', { provider, outcome })),
    ]),
  );
}

/** Requests over all providers, of one outcome or of all. */
export function total(accounts: Accounts, outcome?: Outcome): number {
  const chosen = outcome === undefined ? outcomes : [outcome];
  const counts = Object.values(accounts).flatMap((account) => chosen.map((one) => account[one]));
  return counts.reduce((sum, count) => sum + count, 0);
}

export interface Reconciliation {
  /**
   * Requests whose client left while the end of the answer was already on its way: the client saw itself leave, the
   * gateway had answered. Nobody can tell these apart from either side alone.
   */
  readonly crossed: number;
  /** Everything else on which the two accounts differ. */
  readonly differences: readonly string[];
}

/** Compares the two accounts, which must agree on every provider and outcome. */
export function reconcile(clients: Accounts, gateway: Accounts): Reconciliation {
  const differences: string[] = [];
  let crossed = 0;
  for (const [provider, seen] of Object.entries(clients)) {
    const counted = gateway[provider] ?? accountOf(() => 0);
    const surplus = outcomes.map((outcome) => ({ outcome, by: counted[outcome] - seen[outcome] }));
    const answered = surplus.filter(({ outcome }) => outcome !== 'client_abort');
    const explained =
      answered.every(({ by }) => by >= 0) &&
      answered.reduce((sum, { by }) => sum + by, 0) === seen.client_abort - counted.client_abort;
    if (explained) crossed += seen.client_abort - counted.client_abort;
    else {
      for (const { outcome, by } of surplus) {
        if (by !== 0) differences.push(`${provider} ${outcome}: clients ${seen[outcome]}, gateway ${counted[outcome]}`);
      }
    }
  }
  return { crossed, differences };
}

function accountOf(count: (outcome: Outcome) => number): Record<Outcome, number> {
  return Object.fromEntries(outcomes.map((outcome) => [outcome, count(outcome)])) as Record<Outcome, number>;
}
