import type { Box } from '../values/grid.ts';

export interface Curve {
  /** SVG paths. */
  readonly line: string;
  readonly area: string;
}

/** The course of a value from its least to its most; where it has none, the curve has a gap. */
export function curveOf(times: readonly number[], values: readonly (number | null)[], { width, height }: Box): Curve {
  const known = values.filter((value) => value !== null && Number.isFinite(value)) as number[];
  const least = known.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const most = known.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const [start = 0] = times;
  const length = (times.at(-1) ?? 0) - start || 1;
  const x = (at: number) => round((((times[at] ?? start) - start) / length) * width);
  // A line is drawn on both sides of its path.
  const y = (value: number) =>
    round(most === least ? height / 2 : 1 + ((most - value) / (most - least)) * (height - 2));
  const runs = runsOf(values);
  const line = runs.map((run) => `M${run.map(([at, value]) => `${x(at)} ${y(value)}`).join('L')}`);
  const area = runs.map(
    (run, at) => `${line[at]}L${x(run.at(-1)?.[0] ?? 0)} ${height}L${x(run[0]?.[0] ?? 0)} ${height}Z`,
  );
  return { line: line.join(''), area: area.join('') };
}

type Run = [at: number, value: number][];

function runsOf(values: readonly (number | null)[]): Run[] {
  const runs: Run[] = [];
  let current: Run | undefined;
  for (const [at, value] of values.entries()) {
    if (value === null || !Number.isFinite(value)) {
      current = undefined;
    } else if (current === undefined) {
      current = [[at, value]];
      runs.push(current);
    } else {
      current.push([at, value]);
    }
  }
  return runs;
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
