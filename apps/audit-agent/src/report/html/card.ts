import { counted, cut } from '../../figures.ts';
import { html, type Markup } from './markup.ts';

export interface Column<T> {
  readonly title: string;
  readonly cell: (row: T) => Markup | string | number;
  /** Numbers stand to the right, names may break anywhere, bars take what is left. */
  readonly kind?: 'number' | 'name' | 'bar';
}

export interface Listing<T> {
  readonly id: string;
  readonly title: string;
  /** What the rows are; the table's caption. */
  readonly caption: string;
  /** The tool that the numbers come from, with its input. */
  readonly source: string | undefined;
  readonly rows: readonly T[];
  readonly columns: readonly Column<T>[];
  /** Rows that are shown. */
  readonly most: number;
  /** Says so where there is no row. Without it the whole card is left out then. */
  readonly empty?: string;
  readonly note?: Markup | undefined;
}

export function card(id: string, title: string, content: Markup | readonly Markup[], source?: string): Markup {
  return html`<section class="card" aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${content}${
    source && html`<p class="source">Source: ${source}</p>`
  }</section>`;
}

/** A card with a table that is cut after some rows, and says so. */
export function listing<T>({ columns, ...list }: Listing<T>): Markup | undefined {
  const { shown, left } = cut(list.rows, list.most);
  if (shown.length === 0) {
    if (list.empty === undefined) return;
    return card(list.id, list.title, [html`<p class="quiet">${list.empty}</p>`, list.note ?? html``], list.source);
  }
  const heads = columns.map(({ title, kind }) =>
    kind === 'bar' ? html`<td class="bar"></td>` : html`<th scope="col" class="${kind ?? 'text'}">${title}</th>`,
  );
  const body = shown.map(
    (row) => html`<tr>${columns.map(({ cell, kind }) => html`<td class="${kind ?? 'text'}">${cell(row)}</td>`)}</tr>\n`,
  );
  const table = html`<table><caption>${list.caption}</caption><thead><tr>${heads}</tr></thead><tbody>
${body}</tbody></table>${
    left === 0 ? undefined : html`<p class="quiet">${counted(left, 'more row')} in the JSON of this report.</p>`
  }${list.note}`;
  return card(list.id, list.title, table, list.source);
}

export function name(text: string): Markup {
  return html`<code><bdi>${text}</bdi></code>`;
}
