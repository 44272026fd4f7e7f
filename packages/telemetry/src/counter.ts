import type { MetricsOf } from './catalogue.ts';
import { TelemetryError } from './errors.ts';
import { type Arguments, type Child, Family } from './family.ts';
import { formatValue, rawPrefix } from './text.ts';

/** One counter series: a plain number beside its cached line prefix. */
export class CounterChild implements Child {
  readonly #prefix: string;
  #value = 0;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  get value(): number {
    return this.#value;
  }

  /**
   * Adds `by`, 1 unless given.
   *
   * @throws TelemetryError `bad_value` unless `by` is finite and not negative
   */
  inc(by = 1): void {
    if (!(by >= 0 && by < Number.POSITIVE_INFINITY)) {
      throw new TelemetryError('bad_value', `${this.#prefix}can only grow by a finite number, not by ${by}`);
    }
    this.#value += by;
  }

  text(): string {
    return `${this.#prefix}${formatValue(this.#value)}\n`;
  }
}

/** A metric that only grows. */
export class Counter<N extends MetricsOf<'counter'>> extends Family<N, CounterChild> {
  /** Adds to the series with these labels, 1 unless told otherwise. See {@link CounterChild.inc}. */
  inc(...args: Arguments<N, [by?: number]>): void {
    const { child, value } = this.split(args);
    child.inc(value as number | undefined);
  }

  protected override create(pairs: string): CounterChild {
    return new CounterChild(rawPrefix(this.name, pairs));
  }
}
