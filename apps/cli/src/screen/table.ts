import { type Painter, plain, type Style } from './style.ts';

export type Cell = string | { readonly text: string; readonly style: Style };

/** Lines of a table whose columns are as wide as their widest cell. Blanks at the end of lines are left out. */
export function renderTable(rows: readonly (readonly Cell[])[], paint: Painter = plain, indent = '  '): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, textOf(cell).length);
  }
  return rows.map((row) => {
    const used = row.findLastIndex((cell) => textOf(cell) !== '') + 1;
    const cells = row.slice(0, used).map((cell, column) => {
      const text = textOf(cell);
      const padding = column === used - 1 ? '' : ' '.repeat((widths[column] ?? 0) - text.length);
      return (text === '' ? '' : paint(styleOf(cell), text)) + padding;
    });
    return (indent + cells.join('  ')).trimEnd();
  });
}

/** A table with a dim line of headings over it. */
export function renderHeadedTable(
  headings: readonly string[],
  rows: readonly (readonly Cell[])[],
  paint: Painter = plain,
): string[] {
  return renderTable([headings.map((text) => ({ text, style: 'dim' as const })), ...rows], paint, '');
}

function textOf(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell.text;
}

function styleOf(cell: Cell): Style {
  return typeof cell === 'string' ? 'plain' : cell.style;
}
