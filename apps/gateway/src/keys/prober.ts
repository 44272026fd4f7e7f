import type { KeyPool } from './pool.ts';
import { systemScheduler } from './scheduler.ts';
import type { FreeProbe, Key, Scheduler, Settlement } from './types.ts';

/** Milliseconds between two looks for keys that are due. */
const tickMs = 1000;

export interface ProberOptions {
  readonly pool: Pick<KeyPool, 'keys' | 'takeProbe'>;
  /** The provider's free call with that key. Must end soon after the signal aborts. */
  readonly probe: (key: Key, signal: AbortSignal) => Promise<Settlement>;
  /** A free call without an answer for this long is a failure. Default 10 s. */
  readonly timeoutMs?: number;
  /** Free calls at the same time. Default 4, or one per 200 keys where that is more. */
  readonly maxInFlight?: number;
  readonly scheduler?: Scheduler;
  /** The probe function threw, which it must not; the key is left as it was and probed again later. */
  readonly onFault?: (key: Key, error: unknown) => void;
}

/** Finds out in the background, with free calls, whether unused keys work again. */
export function createProber(options: ProberOptions) {
  const { pool, probe, timeoutMs = 10_000, scheduler = systemScheduler, onFault = () => {} } = options;
  const { maxInFlight = Math.max(4, Math.ceil(pool.keys.length / 200)) } = options;
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  let cancelTick = () => {};

  function fill(): void {
    while (running.size < maxInFlight && !stopping.signal.aborted) {
      const due = pool.takeProbe();
      if (due === undefined) return;
      const run = probeUntilSettled(due).finally(() => {
        running.delete(run);
        fill();
      });
      running.add(run);
    }
  }

  async function probeUntilSettled(first: FreeProbe): Promise<void> {
    for (let next: FreeProbe | undefined = first; next !== undefined; ) next = next.settle(await ask(next.key));
  }

  async function ask(key: Key): Promise<Settlement> {
    const overdue = new AbortController();
    const cancel = scheduler.after(timeoutMs, () => overdue.abort());
    const signal = AbortSignal.any([overdue.signal, stopping.signal]);
    try {
      return await Promise.race([probe(key, signal), rejectionOf(signal)]);
    } catch (error) {
      if (overdue.signal.aborted) return { kind: 'failure' };
      if (!stopping.signal.aborted) onFault(key, error);
      return { kind: 'ignored' };
    } finally {
      cancel();
    }
  }

  /** Looks from now on every tick; nothing happens on a prober that was stopped. */
  function start(): void {
    cancelTick();
    if (stopping.signal.aborted) return;
    cancelTick = scheduler.after(tickMs, () => {
      fill();
      start();
    });
  }

  /** Aborts the probes under way; resolves when all have given their permits back. */
  async function stop(): Promise<void> {
    cancelTick();
    stopping.abort();
    await Promise.all(running);
  }

  return { start, stop };
}

function rejectionOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
