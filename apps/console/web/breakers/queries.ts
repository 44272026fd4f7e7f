import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Fault } from '../api/fault.ts';
import { gatewayFor } from '../api/gateway.ts';
import { answeredWithin } from '../api/patience.ts';
import { queryInstant, queryRange, type Series } from '../api/prometheus.ts';
import { type Board, counters, gauges, readBoard } from './board.ts';
import type { Breaker } from './breaker.ts';
import { readView } from './stats.ts';
import { useToken } from './token.ts';

/** What is shown is of now, or it is not shown. */
function impatiently<T>(name: string, signal: AbortSignal, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  return answeredWithin(15_000, name, 'Does it run? npx switchgear status', signal, ask);
}

/** What is compared and copied at each refresh grows with the keys; nobody needs it here. */
const structuralSharing = false;

/** What Prometheus answers to queries about now, all together. */
export async function askNow(exprs: readonly string[], signal: AbortSignal): Promise<(readonly Series[])[]> {
  const answers = await impatiently('Prometheus', signal, (limited) =>
    Promise.all(exprs.map((expr) => queryInstant(expr, undefined, limited))),
  );
  return answers.map(({ result }) => result);
}

/** States of all keys as Prometheus has them, at most a scrape old. */
export function useBoard(enabled = true) {
  return useQuery({
    queryKey: ['board'],
    queryFn: async ({ signal }) => readBoard((await askNow([gauges], signal)).flat()),
    enabled,
    refetchInterval: 5_000,
    structuralSharing,
  });
}

/** The board with the calls and trips of each key, from Prometheus. */
function useCountedBoard(enabled: boolean) {
  return useQuery({
    queryKey: ['board', 'counted'],
    queryFn: async ({ signal }) => readBoard((await askNow([gauges, counters], signal)).flat()),
    enabled,
    refetchInterval: 5_000,
    structuralSharing,
  });
}

/** All breakers as the gateway itself tells them, while the admin token is there. */
function useTold() {
  const token = useToken();
  return useQuery({
    queryKey: ['gateway', 'breakers'],
    queryFn: async ({ signal }) => {
      const views = await impatiently('The gateway', signal, (limited) => gatewayFor(token ?? '').breakers(limited));
      return views.map(readView);
    },
    enabled: token !== undefined,
    // Of thousands of keys the answer has megabytes.
    refetchInterval: ({ state: { data = [], error } }) =>
      isRefused(error) ? false : data.length > 1_000 ? 5_000 : 2_000,
    structuralSharing,
  });
}

export interface Breakers {
  readonly breakers: readonly Breaker[] | undefined;
  /** Undefined while Prometheus alone is asked. */
  readonly counts: Board['counts'] | undefined;
  readonly source: 'gateway' | 'Prometheus';
  /** What failed; what is known stays. */
  readonly errors: readonly unknown[];
}

/** All breakers: from the gateway for whoever has given the token, else from Prometheus. */
export function useBreakers(): Breakers {
  const token = useToken();
  const told = useTold();
  const isTold = token !== undefined && told.data !== undefined && !told.error;
  const board = useCountedBoard(!isTold);
  const states = useBoard(isTold);
  return {
    breakers: isTold ? told.data : board.data?.breakers,
    counts: states.data?.counts,
    source: isTold ? 'gateway' : 'Prometheus',
    errors: [token !== undefined && told.error, !isTold && board.error].filter(Boolean),
  };
}

/** The newest changes in the audit log. */
export function useAudit() {
  const token = useToken();
  return useQuery({
    queryKey: ['gateway', 'audit'],
    queryFn: ({ signal }) => gatewayFor(token ?? '').audit(50, signal),
    enabled: token !== undefined,
    refetchInterval: ({ state: { error } }) => (isRefused(error) ? false : 10_000),
  });
}

/** Whether the token is wrong, which asking again does not change, and the gateway writes down each time. */
export function isRefused(error: unknown): boolean {
  return error instanceof Fault && error.status === 401;
}

/** How far back the states of a key are shown, and how finely Prometheus is asked for them, in seconds. */
export const past = 3600;
export const pastStep = 15;

/** States of one key over the past hour, by Prometheus. */
export function useStates({ provider, keyId }: Pick<Breaker, 'provider' | 'keyId'>) {
  const labels = `provider=${JSON.stringify(provider)},key_id=${JSON.stringify(keyId)}`;
  return useQuery({
    queryKey: ['states', provider, keyId],
    queryFn: async ({ signal }) => {
      const end = Math.floor(Date.now() / 1000);
      const expr = `max(circuit_breaker_state{${labels}})`;
      const { result } = await queryRange({ expr, start: end - past, end, step: pastStep }, signal);
      return result[0]?.values ?? [];
    },
    refetchInterval: 10_000,
    placeholderData: keepPreviousData,
  });
}
