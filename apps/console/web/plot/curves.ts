import {
  type DataFrame,
  type Field,
  FieldType,
  type GrafanaTheme2,
  getFieldDisplayName,
  getFieldSeriesColor,
} from '../grafana/data.ts';
import { type CurveStyle, styleOf } from './style.ts';

/** One series over the time. */
export interface Curve {
  /** The name, or more than it when several have the same. */
  readonly id: string;
  readonly name: string;
  readonly color: string;
  readonly style: CurveStyle;
  readonly field: Field;
  /** Epoch milliseconds, as many as the field has values. */
  readonly times: readonly number[];
}

/** All fields of the types that stand in a frame with a time. */
export function curvesOf(
  frames: readonly DataFrame[],
  theme: GrafanaTheme2,
  types: readonly FieldType[] = [FieldType.number],
): Curve[] {
  const all = [...frames];
  const namesakes = new Map<string, number>();
  return all.flatMap((frame) => {
    const time = frame.fields.find(({ type }) => type === FieldType.time);
    if (time === undefined) return [];
    const fields = frame.fields.filter(({ type }) => types.includes(type));
    return fields.map((field) => {
      // The colour may follow from the name, which the pipeline keeps in the field.
      const name = getFieldDisplayName(field, frame, all);
      const { color } = getFieldSeriesColor(field, theme);
      const count = (namesakes.get(name) ?? 0) + 1;
      namesakes.set(name, count);
      const id = count === 1 ? name : `${name} #${count}`;
      return { id, name, color, style: styleOf(field), field, times: time.values };
    });
  });
}

/** Whether there is anything to say: a value, be it none that can be drawn. */
export function hasValues(curves: readonly Curve[]): boolean {
  return curves.some(({ field }) => field.values.some((value) => value !== null && value !== undefined));
}

/** More would be neither seen nor drawn in time. */
export const mostCurves = 100;

/** The first by name, when they are too many. */
export function firstOf<T extends { readonly name: string }>(curves: readonly T[], most = mostCurves): readonly T[] {
  if (curves.length <= most) return curves;
  const order = new Intl.Collator('en', { numeric: true });
  return curves.toSorted((one, other) => order.compare(one.name, other.name)).slice(0, most);
}
