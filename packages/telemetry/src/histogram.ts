import type { MetricsOf } from './catalogue.ts';
import { TelemetryError } from './errors.ts';
import { type Arguments, type Child, Family } from './family.ts';
import { formatValue, rawPrefix } from './text.ts';

/** The series of one set of labels: buckets, sum and count. */
export class HistogramChild implements Child {
  readonly #bounds: readonly number[];
  readonly #prefixes: readonly string[];
  readonly #sumPrefix: string;
  readonly #countPrefix: string;
  readonly #counts: number[];
  #sum = 0;

  constructor(name: string, pairs: string, bounds: readonly number[]) {
    const lead = pairs === '' ? '' : `${pairs},`;
    this.#bounds = bounds;
    this.#prefixes = [...bounds, Number.POSITIVE_INFINITY].map((bound) =>
      rawPrefix(`${name}_bucket`, `${lead}le="${formatValue(bound)}"`),
    );
    this.#sumPrefix = rawPrefix(`${name}_sum`, pairs);
    this.#countPrefix = rawPrefix(`${name}_count`, pairs);
    this.#counts = this.#prefixes.map(() => 0);
  }

  get count(): number {
    return this.#counts.reduce((total, count) => total + count, 0);
  }

  get sum(): number {
    return this.#sum;
  }

  /**
   * Counts one value in the first bucket whose bound it does not exceed.
   *
   * @throws TelemetryError `bad_value` unless the value is finite
   */
  observe(value: number): void {
    if (!Number.isFinite(value)) {
      throw new TelemetryError('bad_value', `${this.#countPrefix}observes finite numbers, not ${value}`);
    }
    const bounds = this.#bounds;
    let at = 0;
    while (at < bounds.length && value > (bounds[at] ?? 0)) at += 1;
    this.#counts[at] = (this.#counts[at] ?? 0) + 1;
    this.#sum += value;
  }

  text(): string {
    let text = '';
    let total = 0;
    for (const [at, prefix] of this.#prefixes.entries()) {
      total += this.#counts[at] ?? 0;
      text += `${prefix}${total}\n`;
    }
    return `${text}${this.#sumPrefix}${formatValue(this.#sum)}\n${this.#countPrefix}${total}\n`;
  }
}

/** A metric of which percentiles are taken; the buckets come from the catalogue. */
export class Histogram<N extends MetricsOf<'histogram'>> extends Family<N, HistogramChild> {
  /** Counts one value in the series with these labels. See {@link HistogramChild.observe}. */
  observe(...args: Arguments<N, [value: number]>): void {
    const { child, value } = this.split(args);
    child.observe(value as number);
  }

  protected override create(pairs: string): HistogramChild {
    return new HistogramChild(this.name, pairs, this.definition.buckets ?? []);
  }
}
