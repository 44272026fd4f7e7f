import type { FieldDisplay, GrafanaTheme2 } from '../../grafana/data.ts';
import { bandsOf } from '../values/bands.ts';

export type DisplayMode = 'basic' | 'gradient' | 'lcd';

/** CSS background of a whole bar, of which only the part up to the value is shown. */
export function paintOf(
  { field, display }: FieldDisplay,
  mode: DisplayMode,
  lying: boolean,
  theme: GrafanaTheme2,
): string {
  const plain = display.color ?? 'currentcolor';
  const bands = field.color?.mode === 'thresholds' ? bandsOf(field) : [];
  if (mode === 'basic' || bands.length < 2) return plain;
  const stops = bands.map(({ from, to, color }) => {
    const shade = theme.visualization.getColorByName(color);
    return mode === 'gradient' ? `${shade} ${percent(from)}` : `${shade} ${percent(from)} ${percent(to)}`;
  });
  return `linear-gradient(to ${lying ? 'right' : 'top'}, ${stops.join(', ')})`;
}

export function percent(share: number): string {
  return `${Math.round(share * 1000) / 10}%`;
}
