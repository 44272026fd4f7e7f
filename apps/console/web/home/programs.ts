import type { Series } from '../api/prometheus.ts';

/** A program by its name, all its instances together. Times are epoch milliseconds. */
export interface Program {
  readonly name: string;
  readonly instances: number;
  readonly down: number;
  /** Of those that are down when any is, since when at least; else since when all run. Undefined when nobody knows. */
  readonly since: number | undefined;
}

/** Whether each scrape target answers, and since when it runs. */
export const targets = '{__name__=~"up|process_start_time_seconds"}';

/** When a target that is down answered last, to the minute. */
export const lastAnswers = 'max_over_time(timestamp(up == 1)[6h:1m]) unless up == 1';

/** What the queries {@link targets} and {@link lastAnswers} answer, what is down first. */
export function readPrograms(found: readonly Series[], answered: readonly Series[]): readonly Program[] {
  const of = (name: string) => found.filter(({ metric }) => metric['__name__'] === name);
  const started = momentsOf(of('process_start_time_seconds'));
  const last = momentsOf(answered);
  const programs = [...Map.groupBy(of('up'), ({ metric }) => metric['component'] ?? metric['job'] ?? '')].map(
    ([name, instances]) => {
      const down = instances.filter(({ value }) => value?.[1] === '0');
      const times = (down.length > 0 ? down : instances).map(
        (one) => (down.length > 0 ? last : started).get(one.metric['instance']) ?? Number.NaN,
      );
      const since = down.length > 0 ? Math.min(...times) : Math.max(...times);
      return {
        name,
        instances: instances.length,
        down: down.length,
        since: Number.isNaN(since) ? undefined : since,
      };
    },
  );
  return programs.sort((a, b) => Number(b.down > 0) - Number(a.down > 0) || a.name.localeCompare(b.name));
}

function momentsOf(series: readonly Series[]): ReadonlyMap<string | undefined, number> {
  return new Map(series.map(({ metric, value }) => [metric['instance'], Number(value?.[1]) * 1000]));
}
