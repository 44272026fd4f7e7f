import type { Page, Style } from './style.ts';
import { widthOf, wrap } from './text.ts';

export type Part = string | readonly [Style, string];

/**
 * Parts side by side, two blanks apart, from the column `indent` on. What does not fit goes to the next line, a little
 * further in; what is too long for one line is broken between words, but for the first part, which may be a path.
 */
export function flow(parts: readonly Part[], indent: number, { paint, width }: Page): string[] {
  const lines: string[] = [];
  let line = ' '.repeat(indent);
  let used = indent;
  const breakLine = () => {
    lines.push(line);
    line = ' '.repeat(indent + 2);
    used = indent + 2;
  };
  for (const [index, part] of parts.entries()) {
    const [style, text] = typeof part === 'string' ? (['plain', part] as const) : part;
    if (index > 0 && used + 2 + widthOf(text) > width) breakLine();
    else if (index > 0) {
      line += '  ';
      used += 2;
    }
    const pieces = index === 0 ? [text] : wrap(text, width - indent - 2);
    for (const [number, piece] of pieces.entries()) {
      if (number > 0) breakLine();
      line += paint(style, piece);
      used += widthOf(piece);
    }
  }
  return [...lines, line];
}

/** Lines of prose, broken between words. */
export function paragraphs(lines: readonly string[], indent: number, style: Style, { paint, width }: Page): string[] {
  return lines
    .flatMap((line) => wrap(line, width - indent))
    .map((line) => (line === '' ? '' : ' '.repeat(indent) + paint(style, line)));
}
