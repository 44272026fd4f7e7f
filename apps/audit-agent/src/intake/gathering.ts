import type { Trigger } from '../model.ts';

export interface GatheringOptions {
  /** How long nothing more must come, in milliseconds; default 1500. */
  readonly quietMs?: number;
  /** After this much an audit starts though more keeps coming, in milliseconds; default 10,000. */
  readonly capMs?: number;
  readonly onReady: () => void;
}

export interface Gathering {
  /** A reason of this trigger waits. Somebody who asked by hand is not kept waiting. */
  add(trigger: Trigger): void;
  stop(): void;
}

/** Gives reasons that come together the time to become one audit. */
export function createGathering({ quietMs = 1500, capMs = 10_000, onReady }: GatheringOptions): Gathering {
  let quiet: NodeJS.Timeout | undefined;
  let cap: NodeJS.Timeout | undefined;
  let isUrgent = false;
  const stop = (): void => {
    clearTimeout(quiet);
    clearTimeout(cap);
    cap = undefined;
    isUrgent = false;
  };
  const ready = (): void => {
    stop();
    onReady();
  };
  return {
    add: (trigger) => {
      isUrgent ||= trigger === 'manual';
      clearTimeout(quiet);
      quiet = setTimeout(ready, isUrgent ? 0 : quietMs);
      cap ??= setTimeout(ready, capMs);
    },
    stop,
  };
}
