/** How much of either end is kept for messages, in characters. */
const keptHead = 8_000;
const keptTail = 24_000;

/** Counts what a process prints and keeps its beginning and end. */
export class Output {
  #size = 0;
  #head = '';
  #tail = '';

  /** In characters. */
  get size(): number {
    return this.#size;
  }

  add(text: string): void {
    this.#size += text.length;
    const room = keptHead - this.#head.length;
    this.#head += text.slice(0, room);
    // Only the end of what is long can be a part of the tail; it is cut when it has grown to twice its size.
    this.#tail += text.slice(Math.max(room, text.length - keptTail));
    if (this.#tail.length > 2 * keptTail) this.#tail = this.#tail.slice(-keptTail);
  }

  /** Both ends, and how much is left out between them. */
  toString(): string {
    const tail = this.#tail.slice(-keptTail);
    const leftOut = this.#size - this.#head.length - tail.length;
    return leftOut === 0 ? this.#head + tail : `${this.#head}\n… ${leftOut} characters left out …\n${tail}`;
  }

  /** The last lines, for a message. */
  lastLines(count = 20): string {
    return (this.#head + this.#tail).trimEnd().split('\n').slice(-count).join('\n');
  }
}
