import type { Check } from './check.ts';

export interface HeartbeatOptions {
  name: string;
  /** Silence in milliseconds after which the loop counts as stuck. Choose several times its period. */
  maxSilenceMs: number;
  /** Milliseconds that never run backwards; default `performance.now`. */
  now?: () => number;
}

export type Heartbeat = ReturnType<typeof createHeartbeat>;

/**
 * Proof that a program's main loop still turns: the loop calls `beat`, the service takes `check` as `health`. The first
 * beat is now.
 */
export function createHeartbeat(options: HeartbeatOptions): { beat(): void; readonly check: Check } {
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
