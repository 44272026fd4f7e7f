import { visible } from '../../visible.ts';

/** Text that a Markdown renderer shows as it is: no markup, no link, nobody mentioned, one line. */
export function plain(text: string): string {
  return visible(text)
    .replace(/[\\`*_{}[\]()#+!|~-]/g, '\\$&')
    .replace(/[&<>@]|:(?=\/\/)|(?<=www)\./gi, (found) => `&#${found.charCodeAt(0)};`);
}

/** Text as code, also within a table, whatever backticks are in it. */
export function code(text: string): string {
  const seen = visible(text);
  // In a table a backslash before a pipe takes the pipe's own away, unless it is two.
  const shown = (seen.includes('|') ? seen.replace(/[\\|]/g, '\\$&') : seen) || ' ';
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? fence + shown + fence : `${fence} ${shown} ${fence}`;
}

/** A table, or nothing where it has no row. Cells are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}
