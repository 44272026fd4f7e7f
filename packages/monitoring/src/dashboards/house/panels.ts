import * as common from '@grafana/grafana-foundation-sdk/common';
import {
  type DynamicConfigValue,
  FieldColorBuilder,
  FieldColorModeId,
  type ThresholdsConfig,
} from '@grafana/grafana-foundation-sdk/dashboard';
import * as gauge from '@grafana/grafana-foundation-sdk/gauge';
import type { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import * as stat from '@grafana/grafana-foundation-sdk/stat';
import * as statetimeline from '@grafana/grafana-foundation-sdk/statetimeline';
import * as table from '@grafana/grafana-foundation-sdk/table';
import * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';
import { always } from './colours.ts';

/** What a person reads of a panel before its values. */
export interface About {
  readonly title: string;
  readonly shows: string;
  readonly normal: string;
  /** Why it may show nothing; unset, it shows something after two minutes of traffic. */
  readonly empty?: string;
  /** By Grafana's id. */
  readonly unit: string;
}

/** Starts a description's paragraph that says when the panel is empty. */
export const emptyWhen = 'Empty';

interface Builder {
  title(title: string): this;
  description(text: string): this;
  unit(unit: string): this;
  thresholds(config: { build(): ThresholdsConfig }): this;
  colorScheme(scheme: FieldColorBuilder): this;
  noValue(text: string): this;
  targets(queries: DataqueryBuilder[]): this;
}

function describe<B extends Builder>(
  panel: B,
  { title, shows, normal, empty, unit }: About,
  queries: DataqueryBuilder[],
): B {
  const paragraphs = [shows, `Normal: ${normal}`, ...(empty === undefined ? [] : [`${emptyWhen}: ${empty}`])];
  return panel
    .title(title)
    .description(paragraphs.join('\n\n'))
    .unit(unit)
    .thresholds(always('green'))
    .targets(queries);
}

/** Lines over time, none of them below 0. */
export function timeSeries(about: About, ...queries: DataqueryBuilder[]): timeseries.PanelBuilder {
  return describe(new timeseries.PanelBuilder(), about, queries)
    .min(0)
    .lineWidth(1)
    .fillOpacity(10)
    .showPoints(common.VisibilityMode.Auto)
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.PaletteClassicByName))
    .legend(legend().calcs(['lastNotNull']))
    .tooltip(tooltip());
}

/** Limits of alerts as dashed lines. */
export function withLimits(
  panel: timeseries.PanelBuilder,
  limits: { build(): ThresholdsConfig },
): timeseries.PanelBuilder {
  return panel
    .thresholds(limits)
    .thresholdsStyle(new common.GraphThresholdsStyleConfigBuilder().mode(common.GraphThresholdsStyleMode.Dashed));
}

/** Areas on top of each other, without lines: that of a zero would look like a value where the others end. */
export function stacked(panel: timeseries.PanelBuilder): timeseries.PanelBuilder {
  return panel
    .lineWidth(0)
    .fillOpacity(60)
    .stacking(new common.StackingConfigBuilder().mode(common.StackingMode.Normal).group('A'));
}

/** Gives series the same colour wherever they appear. */
export function coloured(
  panel: timeseries.PanelBuilder,
  colours: Readonly<Record<string, string>>,
): timeseries.PanelBuilder {
  for (const [name, colour] of Object.entries(colours)) panel.overrideByName(name, [fixedColour(colour)]);
  return panel;
}

/** The same for series whose names end so, whatever stands before. */
export function colouredByEnd(
  panel: timeseries.PanelBuilder,
  colours: Readonly<Record<string, string>>,
): timeseries.PanelBuilder {
  for (const [end, colour] of Object.entries(colours)) panel.overrideByRegexp(`/ ${end}$/`, [fixedColour(colour)]);
  return panel;
}

/** A limit that is a series itself: a dashed line without area. */
export function limitSeries(panel: timeseries.PanelBuilder, name: string, colour: string): timeseries.PanelBuilder {
  return panel.overrideByName(name, [
    fixedColour(colour),
    { id: 'custom.lineStyle', value: { fill: 'dash', dash: [10, 10] } },
    { id: 'custom.fillOpacity', value: 0 },
  ]);
}

const fixedColour = (fixedColor: string): DynamicConfigValue => ({
  id: 'color',
  value: { mode: FieldColorModeId.Fixed, fixedColor },
});

/** Large numbers, one per series; grey unless limits or mappings colour them. */
export function bigNumber(about: About, ...queries: DataqueryBuilder[]): stat.PanelBuilder {
  return describe(new stat.PanelBuilder(), about, queries)
    .thresholds(always('text'))
    .colorScheme(byLimits())
    .noValue('none')
    .graphMode(common.BigValueGraphMode.None)
    .reduceOptions(last());
}

/** A dial from 0 to 100 percent. */
export function dial(about: About, ...queries: DataqueryBuilder[]): gauge.PanelBuilder {
  return describe(new gauge.PanelBuilder(), about, queries)
    .min(0)
    .max(100)
    .decimals(1)
    .colorScheme(byLimits())
    .noValue('none')
    .reduceOptions(last());
}

/** A bar per series, coloured by its state; states are value mappings. */
export function stateTimeline(about: About, ...queries: DataqueryBuilder[]): statetimeline.PanelBuilder {
  return describe(new statetimeline.PanelBuilder(), about, queries)
    .colorScheme(byLimits())
    .showValue(common.VisibilityMode.Never)
    .rowHeight(0.8)
    .legend(legend())
    .tooltip(tooltip());
}

/** Rows of the last values; `columns` names the labels to show in their order. */
export function rowTable(
  about: About,
  columns: Readonly<Record<string, string>>,
  query: DataqueryBuilder,
): table.PanelBuilder {
  const hidden = ['Time', ...('Value' in columns ? [] : ['Value'])];
  return describe(new table.PanelBuilder(), about, [query])
    .colorScheme(byLimits())
    .thresholds(always('text'))
    .cellOptions({ type: common.TableCellDisplayMode.Auto })
    .withTransformation({
      id: 'organize',
      options: {
        excludeByName: Object.fromEntries(hidden.map((name) => [name, true])),
        indexByName: Object.fromEntries(Object.keys(columns).map((name, index) => [name, index])),
        renameByName: columns,
      },
    });
}

const byLimits = () => new FieldColorBuilder().mode(FieldColorModeId.Thresholds);
const last = () => new common.ReduceDataOptionsBuilder().calcs(['lastNotNull']).fields('').values(false);
const legend = () =>
  new common.VizLegendOptionsBuilder()
    .showLegend(true)
    .displayMode(common.LegendDisplayMode.List)
    .placement(common.LegendPlacement.Bottom);
const tooltip = () =>
  new common.VizTooltipOptionsBuilder().mode(common.TooltipDisplayMode.Multi).sort(common.SortOrder.Descending);
