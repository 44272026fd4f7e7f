import type { MetricsOf } from './catalogue.ts';
import { type Arguments, type Child, Family } from './family.ts';
import { formatValue, rawPrefix } from './text.ts';

/** One gauge series; not exported until it has a value. */
export class GaugeChild implements Child {
  readonly #prefix: string;
  #value: number | undefined;
  #read: (() => number | undefined) | undefined;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  get value(): number | undefined {
    return this.#read === undefined ? this.#value : this.#read();
  }

  set(value: number): void {
    this.#value = value;
  }

  /** Adds `by` to the value, which counts as 0 while there is none. */
  add(by: number): void {
    this.#value = (this.#value ?? 0) + by;
  }

  /** Has no value any more, so the series ends until the next `set`. */
  clear(): void {
    this.#value = undefined;
  }

  /** Reads the value at each scrape instead; `undefined` leaves the series out of that scrape. */
  readFrom(read: () => number | undefined): void {
    this.#read = read;
  }

  text(): string {
    const value = this.value;
    return value === undefined ? '' : `${this.#prefix}${formatValue(value)}\n`;
  }
}

/** A metric that goes up and down. */
export class Gauge<N extends MetricsOf<'gauge'>> extends Family<N, GaugeChild> {
  set(...args: Arguments<N, [value: number]>): void {
    const { child, value } = this.split(args);
    child.set(value as number);
  }

  protected override create(pairs: string): GaugeChild {
    return new GaugeChild(rawPrefix(this.name, pairs));
  }
}
