import type { Trigger } from '../model.ts';

/** How long nothing more must come after a reason, in milliseconds. Somebody who asked by hand is not kept waiting. */
const quietMs: Readonly<Record<Trigger, number>> = {
  manual: 0,
  scheduled: 1500,
  marker_detected: 1500,
  coverage_drop: 1500,
  // A marker of the same commit takes longer to settle.
  commit: 5500,
};

/** After this much an audit starts though more keeps coming, in milliseconds. */
const capMs = 10_000;

export interface Gathering {
  /** A reason of this trigger waits. */
  add(trigger: Trigger): void;
  stop(): void;
}

/** Gives reasons that come together the time to become one audit. */
export function createGathering({ onReady }: { readonly onReady: () => void }): Gathering {
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
      quiet = setTimeout(ready, isUrgent ? 0 : quietMs[trigger]);
      cap ??= setTimeout(ready, capMs);
    },
    stop,
  };
}
