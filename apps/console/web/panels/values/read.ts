import { type FieldDisplay, getFieldDisplayValues } from '../../grafana/data.ts';
import type { PanelProps } from '../props.ts';

interface ReduceOptions {
  readonly calcs?: string[];
  readonly fields?: string;
  /** Every row is a value of its own, instead of one per field. */
  readonly values?: boolean;
  readonly limit?: number;
}

/**
 * The values that a panel's `reduceOptions` choose, each with its text, colour and name as the field configuration
 * says. Without data it is one with the text of `noValue`; none when there is no such text either.
 *
 * @param extra what else to reckon of a series
 */
export function readValues(
  { panel, frames, theme, timeZone, fill }: Pick<PanelProps, 'panel' | 'frames' | 'theme' | 'timeZone' | 'fill'>,
  extra: { readonly sparkline?: boolean; readonly percentChange?: boolean } = {},
): readonly FieldDisplay[] {
  const { calcs = ['lastNotNull'], ...reduce } = (panel.options?.['reduceOptions'] ?? {}) as ReduceOptions;
  const fieldConfig = panel.fieldConfig ?? { defaults: {}, overrides: [] };
  const values = getFieldDisplayValues({
    data: [...frames],
    reduceOptions: { ...reduce, calcs },
    fieldConfig,
    replaceVariables: fill,
    theme,
    timeZone,
    ...extra,
  });
  // Only what stands for the lack of values comes without a view of its frame.
  const empty = values.every(({ view }) => view === undefined);
  return empty && !fieldConfig.defaults.noValue ? [] : values;
}

/** Where the value stands between the least and the most of its field, from 0 to 1. */
export function shareOf({ field, display }: FieldDisplay): number {
  const { min, max } = boundsOf(field);
  const share = (display.numeric - min) / (max - min);
  return Number.isNaN(share) ? 0 : Math.min(Math.max(share, 0), 1);
}

export function boundsOf({ min, max }: FieldDisplay['field']): { readonly min: number; readonly max: number } {
  return { min: min ?? 0, max: max ?? 100 };
}
