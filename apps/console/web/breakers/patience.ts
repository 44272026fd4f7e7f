import { Fault } from '../api/fault.ts';

const seconds = 15;

/**
 * Waits 15 s for an answer and no longer: what is shown is of now, or it is not shown.
 *
 * @param name of whoever is asked
 * @throws Fault when it takes longer; else whatever `ask` throws
 */
export async function impatiently<T>(
  name: string,
  signal: AbortSignal,
  ask: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = AbortSignal.timeout(seconds * 1000);
  try {
    return await ask(AbortSignal.any([signal, limit]));
  } catch (error) {
    if (!limit.aborted || signal.aborted) throw error;
    throw new Fault(`${name} has not answered for ${seconds} s.`, 'Does it run? npx switchgear status', 0, {
      cause: error,
    });
  }
}
