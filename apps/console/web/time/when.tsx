import { useSyncExternalStore } from 'react';
import { clock, duration } from './duration.ts';

const listeners = new Set<() => void>();
let now = Date.now();
let ticking: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (ticking === undefined) {
    now = Date.now();
    ticking = setInterval(tick, 1_000);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(ticking);
    ticking = undefined;
  };
}

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}

/** Epoch milliseconds, of this second. One clock ticks for the whole page. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}

interface At {
  /** In ISO 8601. */
  readonly at: string;
}

/** A moment, in the viewer's zone. */
export function Clock({ at }: At) {
  return <time dateTime={at}>{clock(Date.parse(at), useNow())}</time>;
}

const whole = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'long' });

/** How long since, or until, a moment that is told on hovering. */
export function Age({ at }: At) {
  const moment = Date.parse(at);
  return (
    <time dateTime={at} title={Number.isNaN(moment) ? at : whole.format(moment)}>
      {duration(Math.abs(useNow() - moment) / 1_000)}
    </time>
  );
}
