import type { Transition } from '../api/gateway.ts';
import type { Sample } from '../api/prometheus.ts';
import type { State } from './breaker.ts';

/** A time, in epoch milliseconds, in which a breaker was in one state. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly state: State;
}

const states: readonly State[] = ['closed', 'half_open', 'open'];

/**
 * The states of a breaker over time, with gaps where nobody knows: to the moment from the first transition that is told,
 * before it as Prometheus saw them.
 *
 * @param stepMs between two samples; what lies between them was in the state of the later one
 * @param transitions oldest first
 * @param now where the last span ends, in epoch milliseconds
 */
export function spansOf(
  samples: readonly Sample[],
  stepMs: number,
  transitions: readonly Pick<Transition, 'at' | 'to'>[],
  now: number,
): readonly Span[] {
  const moments = transitions.map(({ at }) => Date.parse(at));
  const [first = Number.POSITIVE_INFINITY] = moments;
  const told = transitions.map(({ to: state }, i) => ({ from: moments[i] ?? 0, to: moments[i + 1] ?? now, state }));
  return [...seen(samples, stepMs, first), ...told];
}

function seen(samples: readonly Sample[], stepMs: number, before: number): readonly Span[] {
  const spans: Span[] = [];
  for (const [seconds, value] of samples) {
    const to = Math.min(seconds * 1000, before);
    const from = seconds * 1000 - stepMs;
    const state = states[Number(value)];
    if (from >= before || state === undefined) continue;
    const last = spans.at(-1);
    if (last?.state === state && last.to === from) spans[spans.length - 1] = { ...last, to };
    else spans.push({ from, to, state });
  }
  return spans;
}
