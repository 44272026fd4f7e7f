/** Text that is HTML already; only {@link html} and {@link trusted} make it. */
export class Html {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

type Part = string | number | Html | undefined | readonly Part[];

/** HTML with every inserted value escaped, so that no title or label can become markup. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(texts.map((text, index) => (index === 0 ? '' : show(parts[index - 1])) + text).join(''));
}

/** Marks text as HTML. Only for what a renderer of ours has escaped. */
export function trusted(text: string): Html {
  return new Html(text);
}

/** Text without any character that means something in HTML, also in an attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function show(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof Html) return part.toString();
  return typeof part === 'object' ? part.map(show).join('') : escapeHtml(String(part));
}
