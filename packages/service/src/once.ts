import { inspect } from 'node:util';
import { messageOf } from './errors.ts';
import { faultEvents, signals } from './process-events.ts';

/**
 * Does work that ends by itself as the whole of this process, for whoever reads standard error.
 *
 * @param work told by its signal to end early. It comes to its end also after a second one, which a terminal sends beside
 * whoever started this: what it runs has to end, too
 * @param faultStatus tells a fault, thrown or caught by nobody, from a verdict
 * @returns the exit status
 */
export async function runOnce(work: (signal: AbortSignal) => Promise<number>, faultStatus: number): Promise<number> {
  const stop = new AbortController();
  for (const signal of signals) process.on(signal, () => stop.abort());
  for (const event of faultEvents) {
    process.on(event, (error) => {
      process.stderr.write(`${inspect(error)}\n`);
      process.exit(faultStatus);
    });
  }
  try {
    return await work(stop.signal);
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    return faultStatus;
  }
}
