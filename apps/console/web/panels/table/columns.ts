import {
  type DataFrame,
  type Field,
  FieldType,
  formattedValueToString,
  getFieldDisplayName,
} from '../../grafana/data.ts';

export interface Column {
  readonly name: string;
  readonly field: Field;
  readonly align: 'left' | 'center' | 'right';
  /** CSS pixels. */
  readonly width: number | undefined;
  readonly minWidth: number | undefined;
  /** What the colour of a value is for; `auto` for nothing. */
  readonly paint: 'auto' | 'color-text' | 'color-background';
}

interface TableFieldOptions {
  readonly align?: Column['align'] | 'auto';
  readonly width?: number;
  readonly minWidth?: number;
  readonly hidden?: boolean;
  readonly hideFrom?: { readonly viz?: boolean };
  readonly cellOptions?: { readonly type?: Column['paint'] };
}

/** The columns that a table shows of a frame, in its order. */
export function columnsOf(frame: DataFrame): Column[] {
  return frame.fields
    .map((field) => ({ field, custom: (field.config.custom ?? {}) as TableFieldOptions }))
    .filter(({ custom }) => custom.hidden !== true && custom.hideFrom?.viz !== true)
    .map(({ field, custom: { align = 'auto', width, minWidth, cellOptions } }) => ({
      name: getFieldDisplayName(field, frame),
      field,
      align: align === 'auto' ? (field.type === FieldType.number ? 'right' : 'left') : align,
      width,
      minWidth,
      paint: cellOptions?.type ?? 'auto',
    }));
}

/** What a cell says. */
export function textAt({ display }: Field, value: unknown): string {
  return display === undefined ? String(value ?? '') : formattedValueToString(display(value));
}

/** How wide a column is in letters where not all rows are there to ask: as the widest of a hundred of them. */
export function lettersOf({ name, field }: Column): number {
  const stride = Math.max(1, Math.floor(field.values.length / 100));
  const sample = field.values.filter((_, at) => at % stride === 0);
  const most = sample.reduce<number>((most, value) => Math.max(most, textAt(field, value).length), name.length + 2);
  return Math.min(most, 40);
}
