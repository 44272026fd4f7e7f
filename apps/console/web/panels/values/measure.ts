import { type DisplayValue, type FieldDisplay, formattedValueToString } from '../../grafana/data.ts';

/** Of a unit behind its number, in the font size of the number. */
export const unitSize = 0.65;

/** What is shown of a value that the field configuration has no text for. */
export const noText = 'No data';

let context: CanvasRenderingContext2D | null | undefined;

/** Width of a text in em, as the page's own font draws it. */
export function widthOf(text: string): number {
  context ??= prepare();
  return context === null ? text.length * 0.6 : context.measureText(text).width / 100;
}

function prepare(): CanvasRenderingContext2D | null {
  const context = document.createElement('canvas').getContext('2d');
  if (context !== null) context.font = `500 100px ${getComputedStyle(document.body).fontFamily}`;
  return context;
}

/** Width of a number with its unit, in em of the number. */
export function widthOfValue({ prefix = '', text, suffix = '' }: DisplayValue): number {
  return widthOf(prefix + (text || noText)) + widthOf(suffix) * unitSize;
}

/** The widest of them, in em, with a little room for digits that are drawn equally wide; never 0. */
export function widest(values: readonly FieldDisplay[], width: (value: FieldDisplay) => number): number {
  return values.reduce((most, value) => Math.max(most, width(value) * 1.03), 0.5);
}

export function textOf({ display }: FieldDisplay): string {
  return formattedValueToString(display) || noText;
}
