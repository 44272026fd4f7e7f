import type { Field } from '../grafana/data.ts';

/** From a value to that of the next threshold. */
export interface Zone {
  readonly from: number;
  readonly to: number;
  /** Name or CSS colour. */
  readonly color: string;
}

/** What the thresholds of a field divide its scale into; those in percent are of the scale. */
export function zonesOf({ config }: Field, low: number, high: number): Zone[] {
  const { mode, steps = [] } = config.thresholds ?? {};
  const at = (value: number) => (mode === 'percentage' ? low + ((high - low) * value) / 100 : value);
  return steps.map(({ value, color }, index) => ({
    from: at(value ?? Number.NEGATIVE_INFINITY),
    to: at(steps[index + 1]?.value ?? Number.POSITIVE_INFINITY),
    color,
  }));
}
