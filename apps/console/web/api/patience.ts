import { Fault } from './fault.ts';

/**
 * Waits so long for an answer and no longer.
 *
 * @param name of whoever is asked
 * @param remedy what to do when the time is over
 * @throws Fault when it takes longer; else whatever `ask` throws
 */
export async function answeredWithin<T>(
  limitMs: number,
  name: string,
  remedy: string,
  signal: AbortSignal | undefined,
  ask: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = AbortSignal.timeout(limitMs);
  try {
    return await ask(AbortSignal.any([limit, ...(signal ? [signal] : [])]));
  } catch (error) {
    if (!limit.aborted || signal?.aborted) throw error;
    throw new Fault(`${name} has not answered for ${limitMs / 1000} s.`, remedy, 0, { cause: error });
  }
}
