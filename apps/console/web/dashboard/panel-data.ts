import { type QueryResult, queryInstant, queryRange } from '../api/prometheus.ts';
import { framesOf, type Grid } from '../frames/from-prometheus.ts';
import { applyFieldOverrides, type DataFrame, type GrafanaTheme2 } from '../grafana/data.ts';
import { fieldOptions } from '../grafana/field-options.ts';
import { scopeOf } from '../grafana/scope.ts';
import { transform } from '../grafana/transform.ts';
import type { Interval } from '../panels/props.ts';
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
  /** How many of how many series are drawn, when there are too many to draw all. */
  readonly cut?: { readonly drawn: number; readonly of: number };
  /** What Prometheus says of answers that may not be whole. */
  readonly warnings: readonly string[];
}

/** The most series that are drawn one by one; nobody tells more apart. What is reckoned over many is reckoned over all. */
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
  const all = answers.flatMap(({ result, target, grid }) => framesOf(result, target, grid, several));
  const frames = await transform(all, panel.transformations, (text) => fill(text, {}, 'raw'));
  return {
    asked: answers,
    frames: frames.slice(0, mostSeries),
    warnings: [...new Set(answers.flatMap(({ result }) => result.warnings ?? []))],
    stepMs: Math.min(...answers.map(({ stepMs }) => stepMs)),
    range,
    ...(frames.length > mostSeries && { cut: { drawn: mostSeries, of: frames.length } }),
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
  const begin = performance.now();
  const result = await (grid === undefined
    ? queryInstant(expr, range.to / 1000, signal)
    : queryRange({ expr, start: grid.start / 1000, end: grid.end / 1000, step: stepMs / 1000 }, signal));
  return { target, expr, instant, stepMs, result, grid, tookMs: performance.now() - begin };
}

/** The frames as they are drawn: each field with its name, unit, colour, mappings, thresholds and links. */
export function withFieldConfig(
  { frames }: Pick<PanelData, 'frames'>,
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
