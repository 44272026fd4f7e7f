import { queryRange } from '../../api/prometheus.ts';
import type { Annotation, Interval } from '../../panels/props.ts';
import type { AnnotationModel } from '../model.ts';
import type { Fill } from '../panel-data.ts';
import { builtIns, gridOf, stepOf } from '../step.ts';
import { annotationsOf } from './intervals.ts';

/** About as fine as a plot as wide as the window shows. */
const points = 1_000;

/** PromQL of an annotation, wherever its version of Grafana wrote it. */
export function exprOf({ target, expr }: AnnotationModel): string {
  return target?.expr || expr || '';
}

/** What happened in that time. Colours are Grafana's names. */
export async function askAnnotations(
  list: readonly AnnotationModel[],
  range: Interval,
  fill: Fill,
  signal: AbortSignal,
): Promise<Annotation[]> {
  const step = stepOf(range, points, {}, {});
  const { start, end } = gridOf(range, step);
  const times = { start: start / 1000, end: end / 1000, step: step / 1000 };
  const asked = list.map(async (model) => {
    const expr = fill(exprOf(model), builtIns(step, range));
    return annotationsOf((await queryRange({ expr, ...times }, signal)).result, model, step);
  });
  return (await Promise.all(asked)).flat();
}
