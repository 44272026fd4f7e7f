import { type QueryResult, queryInstant, queryRange } from '../api/prometheus.ts';
import { framesOf, type Grid } from '../frames/from-prometheus.ts';
import { applyFieldOverrides, type DataFrame, type GrafanaTheme2 } from '../grafana/data.ts';
import { fieldOptions } from '../grafana/field-options.ts';
import { scopeOf } from '../grafana/scope.ts';
import { transform } from '../grafana/transform.ts';
import type { Interval } from '../panels/props.ts';
import { lanes } from './lanes.ts';
import type { PanelModel, TargetModel } from './model.ts';
import { builtIns, gridOf, stepOf } from './step.ts';

/**
 * Text with variables filled in; those given go before the dashboard's own.
 *
 * @param format how values are written unless the text says so, such as `uriencode`; default as PromQL needs them
 */
export type Fill = (text: string, own?: Readonly<Record<string, string>>, format?: string) => string;

/** One question as it was asked, and its answer. */
export interface Asked {
  readonly target: TargetModel;
  /** PromQL with nothing left to fill in. */
  readonly expr: string;
  readonly instant: boolean;
  readonly stepMs: number;
  readonly result: QueryResult;
  /** Until the answer was here and read. */
  readonly tookMs: number;
}

export interface PanelData {
  readonly asked: readonly Asked[];
  /** After transformations, before the field configuration. */
  readonly frames: DataFrame[];
  readonly stepMs: number;
  /** What was asked for. */
  readonly range: Interval;
  /** How many series there are, when they are too many to draw. */
  readonly cutFrom?: number;
}

/** A browser opens six connections to a server: a slow Prometheus shall leave one for everything else. */
const inLane = lanes(5);

/** The most series that are drawn; nobody tells more apart. */
const mostSeries = 1_000;

/**
 * Asks all queries of a panel.
 *
 * @param width of the panel in CSS pixels
 * @throws Fault of the first query that fails
 */
export async function askPanel(
  panel: PanelModel,
  range: Interval,
  width: number,
  fill: Fill,
  signal: AbortSignal,
): Promise<PanelData> {
  const targets = (panel.targets ?? []).filter(({ hide, expr }) => hide !== true && expr);
  const several = targets.filter(({ format }) => format === 'table').length > 1;
  const answers = await Promise.all(targets.map((target) => askTarget(panel, target, range, width, fill, signal)));
  const frames = answers.flatMap(({ result, target, grid }) => framesOf(bounded(result), target, grid, several));
  const counts = answers.map(({ result }) => result.result.length);
  return {
    asked: answers,
    frames: await transform(frames, panel.transformations, (text) => fill(text, {}, 'raw')),
    stepMs: Math.min(...answers.map(({ stepMs }) => stepMs)),
    range,
    ...(Math.max(...counts) > mostSeries && { cutFrom: counts.reduce((sum, count) => sum + count) }),
  };
}

async function askTarget(
  panel: PanelModel,
  model: TargetModel,
  range: Interval,
  width: number,
  fill: Fill,
  signal: AbortSignal,
): Promise<Asked & { grid: Grid | undefined }> {
  const stepMs = stepOf(range, width, panel, model);
  const own = builtIns(stepMs, range);
  const expr = fill(model.expr ?? '', own);
  const target = { ...model, legendFormat: fill(model.legendFormat ?? '', own, 'text') };
  const instant = model.instant === true && model.range !== true;
  const grid = instant ? undefined : gridOf(range, stepMs);
  return await inLane(async () => {
    const begin = performance.now();
    const result = await (grid === undefined
      ? queryInstant(expr, range.to / 1000, signal)
      : queryRange({ expr, start: grid.start / 1000, end: grid.end / 1000, step: stepMs / 1000 }, signal));
    return { target, expr, instant, stepMs, result, grid, tookMs: performance.now() - begin };
  }, signal);
}

function bounded(result: QueryResult): QueryResult {
  return result.result.length > mostSeries ? { ...result, result: result.result.slice(0, mostSeries) } : result;
}

/** The frames as they are drawn: each field with its name, unit, colour, mappings, thresholds and links. */
export function withFieldConfig(
  { frames }: PanelData,
  panel: PanelModel,
  theme: GrafanaTheme2,
  timeZone: string,
  fill: Fill,
): DataFrame[] {
  return applyFieldOverrides({
    data: frames,
    fieldConfig: panel.fieldConfig ?? { defaults: {}, overrides: [] },
    fieldConfigRegistry: fieldOptions(panel.type),
    replaceVariables: (text, scope, format) => fill(text, scopeOf(scope), typeof format === 'string' ? format : 'text'),
    theme,
    timeZone,
  });
}
