/** The three kinds of series that Switchgear exports. */
export type MetricType = 'counter' | 'gauge' | 'histogram';

/**
 * One metric as data: what a program emits and what dashboards and rules query.
 *
 * A gauge without a value is not exported; a counter whose labels all are closed exists at 0 from the start.
 */
export interface MetricDefinition {
  readonly type: MetricType;
  /** One line for people, with the unit. */
  readonly help: string;
  /** Label names in the order they are written. */
  readonly labels: readonly string[];
  /** The only values a label may take, for labels with a closed set. */
  readonly closed?: ClosedLabels;
  /** Upper bounds of a histogram in ascending order, without +Inf. */
  readonly buckets?: readonly number[];
}

type ClosedLabels = Readonly<Record<string, readonly string[]>>;

const recorded =
  <T extends MetricType>(type: T) =>
  <const L extends readonly string[], const C extends ClosedLabels = Record<never, never>>(
    labels: L,
    help: string,
    closed: C = {} as C,
  ) => ({ type, help, labels, closed });

export const counter = recorded('counter');
export const gauge = recorded('gauge');

export function histogram<const L extends readonly string[]>(labels: L, help: string, buckets: readonly number[]) {
  return { type: 'histogram', help, labels, buckets } as const;
}
