import { exitStatus } from '../errors.ts';

/** A terminal, npm and our own launcher may each pass the same Ctrl-C on: repeats within this time are one. */
const sameSignalMs = 1_000;

/** The signals that end `up`. */
export interface Interruption extends Disposable {
  readonly signal: AbortSignal;
}

/**
 * Listens for Ctrl-C and its siblings. The first one asks for an orderly end; a later one ends at once.
 *
 * @param endNow must leave no process behind, synchronously
 */
export function interruption(endNow: () => void): Interruption {
  const controller = new AbortController();
  let firstAt = 0;
  const onSignal = () => {
    if (!controller.signal.aborted) {
      firstAt = Date.now();
      controller.abort();
    } else if (Date.now() - firstAt > sameSignalMs) {
      endNow();
      process.exit(exitStatus.interrupted);
    }
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of signals) process.on(name, onSignal);
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      for (const name of signals) process.off(name, onSignal);
    },
  };
}
