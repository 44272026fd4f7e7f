import { catalogue, type MetricDefinition, type MetricsOf } from '@switchgear/telemetry';
import { job } from '../promql/metric.ts';
import type { Labels } from './history.ts';

/** A series and its course (see `samples`). */
export interface Series {
  readonly name: string;
  readonly labels: Labels;
  readonly course: string;
}

/** Courses by series, as `metric` or `metric{label="value"}`. */
export type Courses = Readonly<Record<string, string>>;

/** Series of no particular target. */
export function series(courses: Courses, labels: Labels = {}): Series[] {
  return Object.entries(courses).map(([series, course]) => {
    const [, name = series, pairs = ''] = /^(.+?)\{(.*)\}$/.exec(series) ?? [];
    const own = Object.fromEntries([...pairs.matchAll(/(\w+)="(.*?)"/g)].map(([, label, value]) => [label, value]));
    return { name, labels: { ...own, ...labels }, course };
  });
}

/** The labels of one of our programs. */
export function target(component: string, instance = `${component}:1`): Labels {
  return { job, component, instance };
}

/** What a scrape of a target finds: unless the courses say otherwise, it is up and was started long ago. */
export function replica(target: Labels, courses: Courses = {}): Series[] {
  return series({ up: '1', process_start_time_seconds: '-1000000', ...courses }, target);
}

const metrics: Readonly<Record<string, MetricDefinition>> = catalogue;

/** A counter with a closed label: every child that is not given a course stays at 0. */
export function counts(
  metric: MetricsOf<'counter'>,
  open: Labels,
  children: Readonly<Record<string, string>>,
): Courses {
  const [[label, values] = ['', []]] = Object.entries(metrics[metric]?.closed ?? {});
  return Object.fromEntries(
    values.map((value) => [`${metric}${text({ ...open, [label]: value })}`, children[value] ?? '0']),
  );
}

/** A histogram, by how many observations of each value there have been. */
export function observed(
  metric: MetricsOf<'histogram'>,
  open: Labels,
  byValue: Readonly<Record<number, string>>,
): Courses {
  const bounds = [...(metrics[metric]?.buckets ?? []), Number.POSITIVE_INFINITY];
  const upTo = (bound: number) => Object.entries(byValue).filter(([value]) => Number(value) <= bound);
  const courseUpTo = (bound: number) => ['0', ...upTo(bound).map(([, course]) => course)].join(' & ');
  return {
    ...Object.fromEntries(
      bounds.map((bound) => [
        `${metric}_bucket${text({ ...open, le: Number.isFinite(bound) ? String(bound) : '+Inf' })}`,
        courseUpTo(bound),
      ]),
    ),
    [`${metric}_count${text(open)}`]: courseUpTo(Number.POSITIVE_INFINITY),
  };
}

/** The breaker of a key, by its metrics without their prefix. */
export function breaker(provider: string, key: string, courses: Courses): Courses {
  return Object.fromEntries(
    Object.entries(courses).map(([name, course]) => {
      const [, metric = name, own = ''] = /^(.+?)\{(.*)\}$/.exec(name) ?? [];
      const pairs = [`provider="${provider}"`, `key_id="${key}"`, own].filter((pair) => pair !== '');
      return [`circuit_breaker_${metric}{${pairs.join(',')}}`, course];
    }),
  );
}

/** The states of a provider's keys, which are k1, k2 and so on. */
export function keys(provider: string, ...courses: string[]): Courses {
  return Object.assign({}, ...courses.map((state, at) => breaker(provider, `k${at + 1}`, { state })));
}

/** Labels as they stand behind a metric; nothing when there are none. */
export function text(labels: Labels): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}
