import { useMemo, useState } from 'react';
import { chartOf } from '../../plot/chart.ts';
import { curvesOf, firstOf, hasValues } from '../../plot/curves.ts';
import { Legend, type LegendOptions } from '../../plot/legend.tsx';
import { knownCalcs, legendItems } from '../../plot/legend-items.ts';
import { Plot } from '../../plot/plot.tsx';
import { type Shown, shownOf } from '../../plot/shown.ts';
import { summaryOf } from '../../plot/summary.ts';
import { type TipOptions, tipRows } from '../../plot/tip-rows.ts';
import { TipTable } from '../../plot/tip-table.tsx';
import { NoData } from '../no-data.tsx';
import type { PanelProps } from '../props.ts';
import { drawingOf, nearestCurve } from './drawing.ts';

/** Curves over the time. */
export function TimeSeries({ panel, frames, width, height, ...props }: PanelProps) {
  const { theme, timeZone } = props;
  const options = (panel.options ?? {}) as { readonly legend?: LegendOptions; readonly tooltip?: TipOptions };
  const { displayMode = 'list', showLegend = true, placement = 'bottom', calcs: calcIds = [] } = options.legend ?? {};
  const [chosen, setChosen] = useState<Shown>();
  const all = useMemo(() => curvesOf(frames, theme), [frames, theme]);
  const curves = useMemo(() => firstOf(all), [all]);
  const shown = useMemo(() => shownOf(curves, chosen), [curves, chosen]);
  const chart = useMemo(() => chartOf(curves.filter(({ id }) => shown?.has(id) ?? true)), [curves, shown]);
  const drawing = useMemo(() => drawingOf(chart, theme), [chart, theme]);
  const calcs = useMemo(() => knownCalcs(calcIds), [calcIds]);
  const items = useMemo(() => legendItems(curves, calcs), [curves, calcs]);
  const label = useMemo(() => {
    const lasts = legendItems(chart.curves, [{ id: 'lastNotNull' }]);
    return summaryOf(
      panel.title ?? '',
      lasts.map(({ name, values }) => ({ name, value: values[0] ?? '' })),
    );
  }, [chart, panel.title]);
  if (!hasValues(all)) return <NoData panel={panel} />;
  const hasLegend = showLegend && displayMode !== 'hidden' && items.length > 0;
  const onRight = placement === 'right' && width >= 480;
  return (
    <div className={onRight ? 'graph beside' : 'graph'} style={{ width, height }}>
      <Plot
        {...props}
        drawing={drawing}
        label={label}
        tip={({ plot, index, top }) => {
          if (index === null || options.tooltip?.mode === 'none') return null;
          const near = nearestCurve(chart, plot, index, top);
          const rows = tipRows(chart.curves, chart.raw, index, near, options.tooltip ?? {});
          return rows.length > 0 && <TipTable time={chart.raw[0][index] ?? 0} timeZone={timeZone} rows={rows} />;
        }}
      />
      {all.length > curves.length && (
        <p className="some">
          {curves.length} of {all.length.toLocaleString('en')} series drawn
        </p>
      )}
      {hasLegend && (
        <Legend items={items} calcs={calcs} isTable={displayMode === 'table'} shown={shown} onShow={setChosen} />
      )}
    </div>
  );
}
