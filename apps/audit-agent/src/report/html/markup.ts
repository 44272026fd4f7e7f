import { visible } from '../../visible.ts';

/** Text that is HTML already; only {@link html} makes it. */
export class Markup {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

type Part = string | number | Markup | undefined | readonly Part[];

/**
 * HTML with every inserted value escaped, and nothing in it unseen: names of files and tests come from whoever can
 * write into the tree.
 */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(texts.map((text, index) => (index === 0 ? '' : show(parts[index - 1])) + text).join(''));
}

function show(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof Markup) return part.toString();
  if (typeof part === 'object') return part.map(show).join('');
  return visible(String(part)).replace(/[&<>"']/g, (found) => `&#${found.charCodeAt(0)};`);
}
