import type { Caller } from '../clients/caller.ts';

/** What became of the calls that go on meanwhile. */
export interface Calls {
  answered: number;
  /** What the gateway said to each call that failed. */
  readonly failures: string[];
}

/** One call after the other, about two a second, until the signal ends them. @param wait must not throw */
export async function keepCalling(
  calls: Calls,
  ask: () => ReturnType<Caller['ask']>,
  wait: (ms: number) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const { answered, detail } = await ask();
    if (answered) calls.answered += 1;
    else calls.failures.push(detail);
    await wait(500);
  }
}
