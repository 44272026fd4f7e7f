import type { Labels, QueryResult, Sample, Series } from '../api/prometheus.ts';
import type { TargetModel } from '../dashboard/model.ts';
import { type DataFrame, type Field, FieldType } from '../grafana/data.ts';
import { seriesName } from './legend.ts';

/** The times that a range query asks for, in milliseconds. */
export interface Grid {
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

/**
 * A result of Prometheus as frames: one of a time and a value per series, or one table of labels and a value.
 *
 * @param grid of a range query: where a series has no point, it gets none, so that a gap shows as a gap
 * @param several whether other targets of the panel answer tables too, so that columns need names of their own
 */
export function framesOf(
  result: QueryResult,
  target: TargetModel,
  grid: Grid | undefined,
  several: boolean,
): DataFrame[] {
  if (target.format === 'table') return [tableOf(result.result, target.refId, several)];
  return result.result.map((series) => frameOf(series, target, grid));
}

function frameOf(series: Series, { refId, legendFormat }: TargetModel, grid: Grid | undefined): DataFrame {
  const samples = samplesOf(series);
  const { times, values } = grid === undefined ? columnsOf(samples) : onGrid(samples, grid);
  const name = seriesName(series.metric, legendFormat);
  return {
    refId,
    name,
    length: times.length,
    meta: { custom: { labels: series.metric } },
    fields: [
      field('Time', FieldType.time, times),
      { ...field('Value', FieldType.number, values), labels: series.metric, config: { displayNameFromDS: name } },
    ],
  };
}

function tableOf(all: readonly Series[], refId: string, several: boolean): DataFrame {
  const names = [...new Set(all.flatMap(({ metric }) => Object.keys(metric)))].sort();
  const rows = all.flatMap((series) => samplesOf(series).map((sample) => ({ labels: series.metric, sample })));
  const label = (name: string) =>
    field(
      name,
      FieldType.string,
      rows.map(({ labels }: { labels: Labels }) => labels[name] ?? ''),
    );
  return {
    refId,
    length: rows.length,
    fields: [
      field(
        'Time',
        FieldType.time,
        rows.map(({ sample: [time] }) => time * 1000),
      ),
      ...names.map(label),
      field(
        several ? `Value #${refId}` : 'Value',
        FieldType.number,
        rows.map(({ sample: [, value] }) => parseValue(value)),
      ),
    ],
  };
}

function samplesOf({ values, value }: Series): readonly Sample[] {
  return values ?? (value === undefined ? [] : [value]);
}

function columnsOf(samples: readonly Sample[]) {
  return { times: samples.map(([time]) => time * 1000), values: samples.map(([, value]) => parseValue(value)) };
}

function onGrid(samples: readonly Sample[], { start, end, step }: Grid) {
  const count = Math.floor((end - start) / step) + 1;
  const times = Array.from({ length: count }, (_, at) => start + at * step);
  const values = new Array<number | null>(count).fill(null);
  for (const [time, value] of samples) values[Math.round((time * 1000 - start) / step)] = parseValue(value);
  return { times, values };
}

function field(name: string, type: FieldType, values: unknown[]): Field {
  return { name, type, values, config: {} };
}

/** Prometheus writes infinities and what is no number as words. */
export function parseValue(text: string): number {
  if (text === '+Inf') return Number.POSITIVE_INFINITY;
  return text === '-Inf' ? Number.NEGATIVE_INFINITY : Number(text);
}
