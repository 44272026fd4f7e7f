import type { Check } from './check.ts';

/** Options of {@link createHeartbeat}. */
export interface HeartbeatOptions {
  name: string;
  /** Silence in milliseconds after which the loop counts as stuck. Choose several times its period. */
  maxSilenceMs: number;
  /** Milliseconds that never run backwards; default `performance.now`. */
  now?: () => number;
}

/** Proof that a loop still turns: the loop calls `beat`, liveness asks `check`. */
export interface Heartbeat {
  beat(): void;
  readonly check: Check;
}

/** A heartbeat for a program's main loop; give its `check` to the service as `health`. The first beat is now. */
export function createHeartbeat(options: HeartbeatOptions): Heartbeat {
  const { name, maxSilenceMs, now = () => performance.now() } = options;
  let lastBeatAt = now();
  return {
    beat: () => {
      lastBeatAt = now();
    },
    check: {
      name,
      run: () => {
        const silenceMs = now() - lastBeatAt;
        if (silenceMs > maxSilenceMs) {
          throw new Error(`no beat for ${Math.round(silenceMs)} ms, at most ${maxSilenceMs} ms expected`);
        }
      },
    },
  };
}
