import { type DataFrame, type DisplayValue, type Field, formattedValueToString, getFieldDisplayName } from './data.ts';

/** What the field pipeline says of the value that a link belongs to. */
interface Context {
  readonly data: DataFrame[];
  readonly frame: DataFrame;
  readonly field: Field;
  readonly rowIndex?: number;
  readonly calculatedValue?: DisplayValue;
}

/** The variables that a link may use of its value: `__value`, `__field`, `__series` and `__data`. */
export function scopeOf(scoped: unknown): Record<string, string> {
  const context = contextOf(scoped);
  if (context === undefined) return {};
  const { frame, field, data, rowIndex, calculatedValue } = context;
  const name = getFieldDisplayName(field, frame, data);
  const raw = rowIndex === undefined ? calculatedValue?.numeric : field.values[rowIndex];
  const shown = calculatedValue ?? field.display?.(raw);
  const labels = Object.entries(field.labels ?? {}).map(([label, value]) => [`__field.labels.${label}`, value]);
  const row = rowIndex === undefined ? [] : frame.fields;
  return {
    '__field.name': name,
    '__series.name': name,
    '__value.raw': String(raw ?? ''),
    '__value.numeric': String(shown?.numeric ?? ''),
    '__value.text': shown === undefined ? '' : formattedValueToString(shown),
    ...Object.fromEntries(labels),
    ...Object.fromEntries(row.map((one) => [`__data.fields.${one.name}`, String(one.values[rowIndex ?? 0] ?? '')])),
  };
}

function contextOf(scoped: unknown): Context | undefined {
  if (typeof scoped !== 'object' || scoped === null || !('__dataContext' in scoped)) return undefined;
  const { value } = scoped.__dataContext as { readonly value?: Context };
  return value;
}
