import { fieldReducers, reduceField } from '../grafana/data.ts';
import type { Curve } from './curves.ts';
import { valueText } from './ticks.ts';

export interface LegendItem {
  readonly id: string;
  readonly name: string;
  readonly color: string;
  /** In the order of the calculations. */
  readonly values: readonly string[];
}

/** Grafana's names of calculations such as `lastNotNull`; what it does not know is left out. */
export function knownCalcs(ids: readonly string[]): { readonly id: string; readonly name: string }[] {
  return ids.flatMap((id) => {
    const reducer = fieldReducers.getIfExists(id);
    return reducer === undefined ? [] : [{ id: reducer.id, name: reducer.name }];
  });
}

/** A line of the legend for each curve, with its calculations in its unit where they keep it. */
export function legendItems(curves: readonly Curve[], calcs: readonly { readonly id: string }[]): LegendItem[] {
  const reducers = calcs.map(({ id }) => id);
  return curves
    .filter(({ style }) => style.hideFrom.legend !== true)
    .map(({ id, name, color, field }) => {
      const results = reducers.length === 0 ? {} : reduceField({ field, reducers });
      const values = reducers.map((calc) => {
        const value = results[calc];
        if (value === null || value === undefined) return '–';
        if (calc === 'diffperc') return `${value.toFixed(1)}%`;
        return fieldReducers.get(calc).preservesUnits === false ? String(value) : valueText(field, value);
      });
      return { id, name, color, values };
    });
}
