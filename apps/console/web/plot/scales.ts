import uPlot from 'uplot';
import type { Field } from '../grafana/data.ts';
import type { Curve } from './curves.ts';

/** One measure for values; curves with the same unit and limits share it, and with it an axis. */
export interface ValueScale {
  readonly key: string;
  readonly side: 'left' | 'right' | 'hidden';
  readonly label: string;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly softMin?: number | undefined;
  readonly softMax?: number | undefined;
  readonly distribution: Curve['style']['scaleDistribution'];
  /** Whether it measures shares of a stack, from 0 to 1. */
  readonly percent: boolean;
  /** The first that it measures: unit, decimals and thresholds are its. */
  readonly field: Field;
  readonly thresholds: NonNullable<Curve['style']['thresholdsStyle']['mode']>;
}

/** Of the scale of a curve. */
export function scaleKey({ field, style }: Curve): string {
  const { unit, min, max, decimals } = field.config;
  const { axisPlacement, axisLabel, axisSoftMin, axisSoftMax, scaleDistribution, stacking } = style;
  const limits = [min, max, axisSoftMin, axisSoftMax, scaleDistribution];
  return JSON.stringify([unit, decimals, ...limits, axisPlacement, axisLabel, stacking.mode === 'percent']);
}

/** The scales of all curves, the first with its axis on the left unless it says otherwise. */
export function scalesOf(curves: readonly Curve[]): ValueScale[] {
  const scales: ValueScale[] = [];
  for (const [key, sharing] of Map.groupBy(curves, scaleKey)) {
    const [{ field, style }] = sharing as [Curve];
    const { axisPlacement, axisLabel, axisSoftMin, axisSoftMax } = style;
    const percent = style.stacking.mode === 'percent';
    // The height of a bar and of a stack says something from 0 only.
    const base = sharing.some(standsOnZero) ? 0 : undefined;
    const taken = scales.some(({ side }) => side === 'left');
    scales.push({
      key,
      side: axisPlacement === 'auto' ? (taken ? 'right' : 'left') : axisPlacement,
      label: axisLabel,
      min: percent ? 0 : (field.config.min ?? undefined),
      max: percent ? 1 : (field.config.max ?? undefined),
      softMin: axisSoftMin ?? base,
      softMax: axisSoftMax ?? base,
      distribution: style.scaleDistribution,
      percent,
      field,
      thresholds:
        sharing.map((curve) => curve.style.thresholdsStyle.mode ?? 'off').find((mode) => mode !== 'off') ?? 'off',
    });
  }
  return scales;
}

function standsOnZero({ style: { drawStyle, stacking } }: Curve): boolean {
  return drawStyle === 'bars' || (stacking.mode ?? 'none') !== 'none';
}

/** How wide a scale is for values from `least` to `most`; null when there are none. */
export function rangeOf(scale: ValueScale, least: number | null, most: number | null): [number, number] {
  const { min, max, softMin, softMax, distribution } = scale;
  if (distribution.type === 'log') return logRange(scale, least, most);
  // Nothing but 0 is no reason for a scale up to 100.
  if (least === null || most === null || (least === 0 && most === 0)) {
    const low = min ?? Math.min(softMin ?? 0, 0);
    return grown(low, max ?? Math.max(softMax ?? 1, low + 1));
  }
  // A soft limit holds until values pass it; without one, 0 is shown when it is near.
  const side = (soft: number | undefined) => ({ pad: 0.1, soft: soft ?? 0, mode: soft === undefined ? 3 : 1 }) as const;
  const [low, high] = uPlot.rangeNum(least, most, { min: side(softMin), max: side(softMax) });
  return grown(min ?? low ?? 0, max ?? high ?? 1);
}

/** Powers only, as 0 and less have no place. */
function logRange({ min, max, distribution }: ValueScale, least: number | null, most: number | null): [number, number] {
  const base = distribution.log ?? 10;
  const low = min !== undefined && min > 0 ? min : least !== null && least > 0 ? least : 1 / base;
  const high = max !== undefined && max > low ? max : Math.max(most ?? 0, low);
  const [from, to] = uPlot.rangeLog(low, high, base, true);
  return [from ?? low, to ?? high];
}

function grown(low: number, high: number): [number, number] {
  return high > low ? [low, high] : [low, low + (Math.abs(low) || 1)];
}
