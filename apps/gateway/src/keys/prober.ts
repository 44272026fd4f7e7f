import { systemScheduler } from './scheduler.ts';
import type { FreeProbe, Key, KeyPool, Scheduler, Settlement } from './types.ts';

export interface ProberOptions {
  readonly pool: Pick<KeyPool, 'keys' | 'takeProbe'>;
  /** The provider's free call with that key. Must end soon after the signal aborts. */
  readonly probe: (key: Key, signal: AbortSignal) => Promise<Settlement>;
  /** Milliseconds between two looks for keys that are due. Default 1 s. */
  readonly tickMs?: number;
  /** A free call without an answer for this long is a failure. Default 10 s. */
  readonly timeoutMs?: number;
  /** Free calls at the same time. Default 4, or one per 200 keys where that is more. */
  readonly maxInFlight?: number;
  readonly scheduler?: Scheduler;
  /** The probe function threw, which it must not; the key is left as it was and probed again later. */
  readonly onFault?: (key: Key, error: unknown) => void;
}

export interface Prober {
  /** Looks from now on every tick; nothing happens on a prober that was stopped. */
  start(): void;
  /** Aborts the probes under way; resolves when all have given their permits back. */
  stop(): Promise<void>;
}

/** Finds out in the background, with free calls, whether unused keys work again. */
export function createProber(options: ProberOptions): Prober {
  return new BackgroundProber({
    tickMs: 1000,
    timeoutMs: 10_000,
    maxInFlight: Math.max(4, Math.ceil(options.pool.keys.length / 200)),
    scheduler: systemScheduler,
    onFault: () => {},
    ...options,
  });
}

class BackgroundProber implements Prober {
  readonly #options: Required<ProberOptions>;
  readonly #stopping = new AbortController();
  readonly #running = new Set<Promise<void>>();
  #cancelTick: () => void = () => {};

  constructor(options: Required<ProberOptions>) {
    this.#options = options;
  }

  start(): void {
    this.#cancelTick();
    if (this.#stopping.signal.aborted) return;
    this.#cancelTick = this.#options.scheduler.after(this.#options.tickMs, () => {
      this.#fill();
      this.start();
    });
  }

  async stop(): Promise<void> {
    this.#cancelTick();
    this.#stopping.abort();
    await Promise.all(this.#running);
  }

  #fill(): void {
    const { pool, maxInFlight } = this.#options;
    while (this.#running.size < maxInFlight && !this.#stopping.signal.aborted) {
      const probe = pool.takeProbe();
      if (probe === undefined) return;
      const run = this.#run(probe).finally(() => {
        this.#running.delete(run);
        this.#fill();
      });
      this.#running.add(run);
    }
  }

  async #run(first: FreeProbe): Promise<void> {
    for (let probe: FreeProbe | undefined = first; probe !== undefined; ) {
      probe = probe.settle(await this.#ask(probe.key));
    }
  }

  async #ask(key: Key): Promise<Settlement> {
    const { probe, scheduler, timeoutMs, onFault } = this.#options;
    const overdue = new AbortController();
    const cancel = scheduler.after(timeoutMs, () => overdue.abort());
    const signal = AbortSignal.any([overdue.signal, this.#stopping.signal]);
    try {
      return await Promise.race([probe(key, signal), rejectionOf(signal)]);
    } catch (error) {
      if (overdue.signal.aborted) return { kind: 'failure' };
      if (!this.#stopping.signal.aborted) onFault(key, error);
      return { kind: 'ignored' };
    } finally {
      cancel();
    }
  }
}

function rejectionOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
