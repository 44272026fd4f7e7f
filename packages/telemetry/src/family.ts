import { catalogue, type LabelName, type Labels, type OpenLabels, type RecordedMetricName } from './catalogue.ts';
import type { MetricDefinition } from './definition.ts';
import { TelemetryError } from './errors.ts';
import { escapeLabelValue } from './text.ts';

/** One series, or for a histogram one group of series, of a family. */
export interface Child {
  /** Complete lines with their line feeds; empty while there is no value. */
  text(): string;
}

/** Arguments of a recording method: the labels come first, and only where the metric has labels. */
export type Arguments<N extends RecordedMetricName, Rest extends readonly unknown[]> = [LabelName<N>] extends [never]
  ? Rest
  : [labels: Labels<N>, ...rest: Rest];

type RawLabels = Readonly<Record<string, string>>;

/** All series of one metric in one registry. */
export abstract class Family<N extends RecordedMetricName, C extends Child> {
  readonly name: N;
  readonly definition: MetricDefinition;
  readonly #children = new Map<string, C>();

  constructor(name: N) {
    this.name = name;
    this.definition = catalogue[name];
    const { type, labels, closed = {} } = this.definition;
    // Where all label values are known beforehand, every series exists from the start; a gauge has no value yet.
    if (type !== 'gauge' && labels.every((label) => label in closed)) this.preset({} as OpenLabels<N>);
  }

  protected abstract create(pairs: string): C;

  /**
   * The series with these labels, created when new. Resolve it once and keep it on a hot path: recording on it
   * neither renders nor hashes labels.
   *
   * @throws TelemetryError `bad_label` for a missing label or a value outside a closed set
   */
  labels(...args: Arguments<N, []>): C {
    return this.#child((args[0] ?? {}) as RawLabels);
  }

  /** Creates every combination of closed labels for these open ones, so that `rate()` sees a counter's first event. */
  preset(open: OpenLabels<N>): this {
    let combinations: RawLabels[] = [open as RawLabels];
    for (const [label, values] of Object.entries(this.definition.closed ?? {})) {
      combinations = combinations.flatMap((known) => values.map((value) => ({ ...known, [label]: value })));
    }
    for (const labels of combinations) this.#child(labels);
    return this;
  }

  /** Ends the series with these labels, for something that is no longer configured. */
  remove(...args: Arguments<N, []>): void {
    this.#children.delete(this.#pairs((args[0] ?? {}) as RawLabels));
  }

  /** The series in the text format; nothing at all while no child has a value. */
  *lines(): Generator<string, void, undefined> {
    for (const child of this.#children.values()) {
      const text = child.text();
      if (text !== '') yield text;
    }
  }

  /** Splits what a recording method was given into the child and the value. */
  protected split(args: readonly unknown[]): { child: C; value: unknown } {
    if (this.definition.labels.length === 0) return { child: this.#child({}), value: args[0] };
    return { child: this.#child((args[0] ?? {}) as RawLabels), value: args[1] };
  }

  #child(labels: RawLabels): C {
    const pairs = this.#pairs(labels);
    const known = this.#children.get(pairs);
    if (known !== undefined) return known;
    const child = this.create(pairs);
    this.#children.set(pairs, child);
    return child;
  }

  #pairs(labels: RawLabels): string {
    const { closed, labels: names } = this.definition;
    const pairs: string[] = [];
    for (const name of names) {
      const value = labels[name];
      if (value === undefined) throw new TelemetryError('bad_label', `${this.name} needs a value for label ${name}`);
      const allowed = closed?.[name];
      if (allowed !== undefined && !allowed.includes(value)) {
        throw new TelemetryError('bad_label', `${this.name}: label ${name} must be one of ${allowed.join(', ')}`);
      }
      pairs.push(`${name}="${escapeLabelValue(value)}"`);
    }
    return pairs.join(',');
  }
}
