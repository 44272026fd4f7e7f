import type { FieldDisplay } from '../../grafana/data.ts';
import { boundsOf } from './read.ts';

/** A stretch between two thresholds, in shares of the whole from 0 to 1. */
export interface Band {
  readonly from: number;
  readonly to: number;
  /** As the thresholds name it. */
  readonly color: string;
  /** The threshold itself, in the unit of the field; `-Infinity` for the lowest. */
  readonly value: number;
}

/** What the thresholds of a field make of the stretch from its least to its most. */
export function bandsOf(field: FieldDisplay['field']): readonly Band[] {
  const { min, max } = boundsOf(field);
  const { steps = [], mode = 'absolute' } = field.thresholds ?? {};
  const valueAt = (step: number) => (mode === 'percentage' ? min + (step / 100) * (max - min) : step);
  const shareAt = (step: number) => Math.min(Math.max((valueAt(step) - min) / (max - min), 0), 1);
  return steps
    .map(({ value, color }, at) => {
      // The lowest threshold has no bound, which JSON writes as null.
      const from = at === 0 ? 0 : shareAt(value);
      const next = steps[at + 1];
      return {
        from,
        to: next === undefined ? 1 : shareAt(next.value),
        color,
        value: at === 0 ? -Infinity : valueAt(value),
      };
    })
    .filter(({ from, to }) => to > from);
}
