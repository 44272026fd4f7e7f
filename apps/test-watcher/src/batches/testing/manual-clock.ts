import type { Clock } from '../../clock.ts';

export interface ManualClock extends Clock {
  /** Lets time pass, with everything that falls due in it, in order. */
  pass(ms: number): void;
}

export function createManualClock(): ManualClock {
  let now = 0;
  const tasks = new Set<{ readonly at: number; readonly run: () => void }>();
  return {
    now: () => now,
    after(delayMs, run) {
      const task = { at: now + delayMs, run };
      tasks.add(task);
      return () => tasks.delete(task);
    },
    pass(ms) {
      const end = now + ms;
      for (;;) {
        const [next] = [...tasks].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (next === undefined) break;
        tasks.delete(next);
        now = Math.max(now, next.at);
        next.run();
      }
      now = end;
    },
  };
}
