const REMOVED = '[secret]';

/** Shorter parts than this are not looked for inside words: they also occur in ordinary ones. */
const PART_LENGTH = 8;

/** A word of its own tells the beginning or end of a key from this length on. */
const END_LENGTH = 6;

/** Deeper values are left out: no answer needs them, and writing them again could exhaust the stack. */
const MAX_DEPTH = 32;

/** Words around stars, dots or an ellipsis: how providers quote keys, as in `sk-12****cdef`. */
const MASKED = /(?<![\w-])[\w-]*(?:(?:\*{2,}|\.{3,}|…)[\w-]*)+/g;

const WORD = /[\w-]+/g;

const ESCAPED = /\\u([0-9a-fA-F]{4})/g;

/** Takes one secret out of what a provider wrote: whole, in parts of 8 characters or more, its ends, or masked. */
export class Scrubber {
  readonly #secret: string;
  readonly #known: readonly string[];

  /** Parts of the secret that are also parts of a `known` word, such as a model's name, tell nothing and stay. */
  constructor(secret: string, known: readonly string[] = []) {
    this.#secret = secret;
    this.#known = [...known, REMOVED];
  }

  text(source: string): string {
    if (this.#secret === '') return source;
    // Text may quote JSON in turn, whose escapes would hide the secret.
    const plain = source.replace(ESCAPED, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
    const clean = this.#remove(plain);
    return clean === plain ? source : clean;
  }

  /** A parsed JSON value with all its texts clean, names of fields included. */
  value(value: unknown, depth = 0): unknown {
    if (typeof value === 'string') return this.text(value);
    if (typeof value === 'number') return this.text(String(value)) === String(value) ? value : REMOVED;
    if (typeof value !== 'object' || value === null) return value;
    if (depth === MAX_DEPTH) return null;
    if (Array.isArray(value)) return value.map((item) => this.value(item, depth + 1));
    return Object.fromEntries(
      Object.entries(value).map(([name, field]) => [this.text(name), this.value(field, depth + 1)] as const),
    );
  }

  #remove(source: string): string {
    const unmasked = source.replace(MASKED, (quoted) => (this.#showsEnds(quoted) ? REMOVED : quoted));
    const withoutParts = this.#removeParts(unmasked.replaceAll(this.#secret, REMOVED));
    return withoutParts.replace(WORD, (word) =>
      this.#isEnd(word, END_LENGTH) && !this.#isKnown(word) ? REMOVED : word,
    );
  }

  #removeParts(source: string): string {
    let result = '';
    let copied = 0;
    for (let at = 0; at + PART_LENGTH <= source.length; at += 1) {
      const end = this.#endOfPart(source, at);
      if (end === undefined) continue;
      result += source.slice(copied, at) + REMOVED;
      copied = end;
      at = end - 1;
    }
    return result + source.slice(copied);
  }

  /** Where the longest part of the secret that begins at a place ends; undefined when none begins there. */
  #endOfPart(source: string, at: number): number | undefined {
    let end = at + PART_LENGTH;
    if (!this.#secret.includes(source.slice(at, end))) return undefined;
    while (end < source.length && this.#secret.includes(source.slice(at, end + 1))) end += 1;
    return this.#isKnown(source.slice(at, end)) ? undefined : end;
  }

  #isKnown(part: string): boolean {
    return this.#known.some((word) => word.includes(part));
  }

  #showsEnds(quoted: string): boolean {
    return quoted.split(/[^\w-]+/).some((word) => this.#isEnd(word, 2));
  }

  #isEnd(word: string, length: number): boolean {
    return word.length >= length && (this.#secret.startsWith(word) || this.#secret.endsWith(word));
  }
}
