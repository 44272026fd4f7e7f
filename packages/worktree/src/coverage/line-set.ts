/** Line numbers of a file, from 1, ascending and distinct. Never changes. */
export class LineSet implements Iterable<number> {
  static readonly empty: LineSet = new LineSet(new Uint32Array());
  readonly #lines: Uint32Array;

  private constructor(lines: Uint32Array) {
    this.#lines = lines;
  }

  /** @throws RangeError for what is no line number */
  static of(lines: Iterable<number>): LineSet {
    const numbers = [...lines];
    let isAscending = true;
    for (const [index, line] of numbers.entries()) {
      if (!isLine(line)) throw new RangeError(`${line} is no line number`);
      isAscending &&= index === 0 || line > (numbers[index - 1] ?? 0);
    }
    const sorted = Uint32Array.from(numbers);
    if (isAscending) return new LineSet(sorted);
    sorted.sort();
    return new LineSet(sorted.filter((line, index) => line !== sorted[index - 1]));
  }

  /** Both ends belong to a range. */
  static fromRanges(ranges: Iterable<readonly [from: number, to: number]>): LineSet {
    const lines: number[] = [];
    for (const [from, to] of ranges) for (let line = from; line <= to; line += 1) lines.push(line);
    return LineSet.of(lines);
  }

  get size(): number {
    return this.#lines.length;
  }

  /** The greatest of them; 0 where there is none. */
  get last(): number {
    return this.#lines.at(-1) ?? 0;
  }

  has(line: number): boolean {
    let low = 0;
    let high = this.#lines.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#lines[middle] ?? 0) < line) low = middle + 1;
      else high = middle;
    }
    return this.#lines[low] === line;
  }

  union(other: LineSet): LineSet {
    if (other.size === 0) return this;
    return this.size === 0 ? other : LineSet.of([...this.#lines, ...other.#lines]);
  }

  intersect(other: LineSet): LineSet {
    return new LineSet(this.#lines.filter((line) => other.has(line)));
  }

  minus(other: LineSet): LineSet {
    return new LineSet(this.#lines.filter((line) => !other.has(line)));
  }

  toRanges(): [from: number, to: number][] {
    const ranges: [number, number][] = [];
    for (const line of this.#lines) {
      const last = ranges.at(-1);
      if (last?.[1] === line - 1) last[1] = line;
      else ranges.push([line, line]);
    }
    return ranges;
  }

  [Symbol.iterator](): ArrayIterator<number> {
    return this.#lines.values();
  }
}

function isLine(line: number): boolean {
  return Number.isInteger(line) && line >= 1 && line <= 0xffff_ffff;
}
