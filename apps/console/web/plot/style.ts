import type { Field } from '../grafana/data.ts';

/** How a curve is drawn, in Grafana's words; sizes in CSS pixels. */
export interface CurveStyle {
  readonly drawStyle: 'line' | 'bars' | 'points';
  readonly lineInterpolation: 'linear' | 'smooth' | 'stepBefore' | 'stepAfter';
  readonly lineWidth: number;
  readonly lineStyle: { readonly fill?: 'solid' | 'dash' | 'dot'; readonly dash?: readonly number[] };
  /** Percent. */
  readonly fillOpacity: number;
  /** Whether gaps are bridged, or the longest one that is, in milliseconds. */
  readonly spanNulls: boolean | number;
  readonly showPoints: 'auto' | 'always' | 'never';
  readonly pointSize: number;
  readonly stacking: { readonly mode?: 'none' | 'normal' | 'percent'; readonly group?: string };
  readonly axisPlacement: 'auto' | 'left' | 'right' | 'hidden';
  readonly axisLabel: string;
  readonly axisSoftMin?: number;
  readonly axisSoftMax?: number;
  readonly scaleDistribution: {
    readonly type?: 'linear' | 'log' | 'symlog';
    readonly log?: 2 | 10;
    readonly linearThreshold?: number;
  };
  readonly thresholdsStyle: { readonly mode?: 'off' | 'line' | 'dashed' | 'area' | 'line+area' | 'dashed+area' };
  readonly hideFrom: { readonly viz?: boolean; readonly legend?: boolean; readonly tooltip?: boolean };
}

const usual: CurveStyle = {
  drawStyle: 'line',
  lineInterpolation: 'linear',
  lineWidth: 1,
  lineStyle: {},
  fillOpacity: 0,
  spanNulls: false,
  showPoints: 'auto',
  pointSize: 5,
  stacking: {},
  axisPlacement: 'auto',
  axisLabel: '',
  scaleDistribution: {},
  thresholdsStyle: {},
  hideFrom: {},
};

/** What the field configuration says, and Grafana's defaults for the rest. */
export function styleOf({ config }: Field): CurveStyle {
  return { ...usual, ...(config.custom as Partial<CurveStyle> | undefined) };
}
