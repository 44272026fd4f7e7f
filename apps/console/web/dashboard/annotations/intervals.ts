import type { Labels, Series } from '../../api/prometheus.ts';
import { parseValue } from '../../frames/from-prometheus.ts';
import { seriesName } from '../../frames/legend.ts';
import type { Annotation } from '../../panels/props.ts';
import type { AnnotationModel } from '../model.ts';

/**
 * The times in which each series was above 0: points that follow one another are one event.
 *
 * @param stepMs between two points of the query
 */
export function annotationsOf(all: readonly Series[], model: AnnotationModel, stepMs: number): Annotation[] {
  return all.flatMap(({ metric, values = [] }) => {
    const texts = textsOf(metric, model);
    const times = values.filter(([, value]) => parseValue(value) > 0).map(([time]) => time * 1000);
    return runsOf(times, stepMs).map((run) => ({ ...run, ...texts, color: model.iconColor ?? 'blue' }));
  });
}

function textsOf(labels: Labels, { name, titleFormat, textFormat, tagKeys = '' }: AnnotationModel) {
  const keys = tagKeys.split(',').map((key) => key.trim());
  return {
    title: titleFormat ? seriesName(labels, titleFormat) : name,
    text: textFormat ? seriesName(labels, textFormat).replaceAll(/\s+/g, ' ').trim() : '',
    tags: keys.flatMap((key) => labels[key] ?? []),
  };
}

function runsOf(times: readonly number[], stepMs: number): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = [];
  for (const time of times) {
    const run = runs.at(-1);
    if (run !== undefined && time - run.to <= stepMs) run.to = time;
    else runs.push({ from: time, to: time });
  }
  return runs;
}
