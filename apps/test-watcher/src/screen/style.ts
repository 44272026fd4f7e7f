import { styleText } from 'node:util';

/** Colours a text, or leaves it as it is. */
export type Painter = (style: Style, text: string) => string;
export type Style = 'plain' | 'bold' | 'dim' | 'green' | 'yellow' | 'red' | 'cyan' | Badge;
type Badge = 'pass' | 'fail' | 'warn';

/** What is written on. */
export interface Page {
  readonly paint: Painter;
  /** Cells of a line; infinite where lines are not broken. */
  readonly width: number;
}

const formats: Readonly<Record<Exclude<Style, 'plain'>, Parameters<typeof styleText>[0]>> = {
  bold: 'bold',
  dim: 'dim',
  green: 'green',
  yellow: 'yellow',
  red: 'red',
  cyan: 'cyan',
  pass: ['bold', 'black', 'bgGreen'],
  fail: ['bold', 'white', 'bgRed'],
  warn: ['bold', 'black', 'bgYellow'],
};

const badges: ReadonlySet<Style> = new Set<Style>(['pass', 'fail', 'warn']);

export const plain: Painter = (_style, text) => text;

export const coloured: Painter = (style, text) => {
  if (style === 'plain' || text === '') return text;
  return styleText(formats[style], badges.has(style) ? ` ${text} ` : text, { validateStream: false });
};
