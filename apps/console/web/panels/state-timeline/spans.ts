import type { Field } from '../../grafana/data.ts';
import type { Interval } from '../props.ts';
import { type State, stateOf } from './states.ts';

/** How long a state lasted. */
export interface Span extends Interval {
  readonly state: State;
}

interface SpanOptions {
  /** Whether the same state again is the same span. */
  readonly merge: boolean;
  readonly range: Interval;
  /** How long the last value counts, in milliseconds. */
  readonly stepMs: number;
}

/** Each value lasts until the next one; without a value, nothing is known until there is one. */
export function spansOf(field: Field, times: readonly number[], { merge, range, stepMs }: SpanOptions): Span[] {
  const spans: Span[] = [];
  for (const [at, value] of field.values.entries()) {
    if (value === null || value === undefined) continue;
    const start = times[at] ?? 0;
    const from = Math.max(start, range.from);
    const to = Math.min(times[at + 1] ?? start + stepMs, range.to);
    if (from >= to) continue;
    const state = stateOf(field, value);
    const last = spans.at(-1);
    const same = merge && last?.to === from && last.state.text === state.text && last.state.color === state.color;
    if (same) spans[spans.length - 1] = { ...last, to };
    else spans.push({ from, to, state });
  }
  return spans;
}

/** The span at a time. */
export function spanAt(spans: readonly Span[], time: number): Span | undefined {
  return spans.find(({ from, to }) => from <= time && time < to);
}
