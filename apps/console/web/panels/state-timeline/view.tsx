import { useMemo, useState } from 'react';
import { dateTimeFormat, FieldType } from '../../grafana/data.ts';
import { curvesOf, hasValues } from '../../plot/curves.ts';
import type { LegendOptions } from '../../plot/legend.tsx';
import { Plot, type Pointed } from '../../plot/plot.tsx';
import { summaryOf } from '../../plot/summary.ts';
import type { TipOptions } from '../../plot/tip-rows.ts';
import { TipTable } from '../../plot/tip-table.tsx';
import { duration } from '../../time/duration.ts';
import { NoData } from '../no-data.tsx';
import type { PanelProps } from '../props.ts';
import { drawingOf, type Row } from './drawing.ts';
import { Pager } from './pager.tsx';
import type { RowLook } from './paint.ts';
import { spanAt, spansOf } from './spans.ts';
import { StateLegend } from './state-legend.tsx';
import { statesIn } from './states.ts';

interface Options extends Partial<RowLook> {
  readonly mergeValues?: boolean;
  readonly perPage?: number;
  readonly legend?: LegendOptions;
  readonly tooltip?: TipOptions;
}

const types = [FieldType.number, FieldType.string, FieldType.boolean];

/** Rows of states over the time. */
export function StateTimeline({ panel, frames, stepMs, width, height, ...props }: PanelProps) {
  const { range, theme, timeZone } = props;
  const options = (panel.options ?? {}) as Options;
  const { perPage = 20, legend, tooltip } = options;
  const [page, setPage] = useState(0);
  const curves = useMemo(() => curvesOf(frames, theme, types), [frames, theme]);
  const rows = useMemo(() => {
    const { mergeValues = true, rowHeight = 0.9, showValue = 'auto', alignValue = 'left' } = options;
    const visible = curves.filter(({ style }) => style.hideFrom.viz !== true);
    return visible.map(({ id, name, field, times }): Row => {
      const { fillOpacity = 70, lineWidth = 0 } = (field.config.custom ?? {}) as Partial<RowLook>;
      const look = { fillOpacity, lineWidth, rowHeight, showValue, alignValue };
      return { id, name, spans: spansOf(field, times, { merge: mergeValues, range, stepMs }), look };
    });
  }, [curves, options, range, stepMs]);
  const pages = Math.max(1, Math.ceil(rows.length / perPage));
  const first = Math.min(page, pages - 1) * perPage;
  const seen = useMemo(() => rows.slice(first, first + perPage), [rows, first, perPage]);
  const drawing = useMemo(() => drawingOf(seen, range), [seen, range]);
  const states = useMemo(() => statesIn(rows.flatMap(({ spans }) => spans.map(({ state }) => state))), [rows]);
  if (!hasValues(curves)) return <NoData panel={panel} />;
  const lasts = rows.map(({ name, spans }) => ({ name, value: spans.at(-1)?.state.text ?? 'unknown' }));
  const tip = ({ plot, time, top }: Pointed) => {
    const at = Math.floor((top / plot.rect.height) * seen.length);
    if (tooltip?.mode === 'none') return null;
    const all = seen.flatMap(({ id, name, spans }, index) => {
      const span = spanAt(spans, time);
      const isWanted = span !== undefined && (tooltip?.mode === 'multi' || index === at);
      return isWanted ? [{ id, name, ...span.state, near: index === at }] : [];
    });
    const span = spanAt(seen[at]?.spans ?? [], time);
    if (all.length === 0) return null;
    return (
      <TipTable time={time} timeZone={timeZone} rows={all}>
        {span && (
          <p className="num">
            {span.state.text} for {duration((span.to - span.from) / 1000)},<br />
            {dateTimeFormat(span.from, { timeZone })} – {dateTimeFormat(span.to, { timeZone })}
          </p>
        )}
      </TipTable>
    );
  };
  return (
    <div className="graph" style={{ width, height }}>
      <Plot {...props} drawing={drawing} label={summaryOf(panel.title ?? '', lasts)} tip={tip} />
      {pages > 1 && <Pager first={first} perPage={perPage} count={rows.length} onPage={setPage} />}
      {legend?.showLegend !== false && legend?.displayMode !== 'hidden' && <StateLegend states={states} />}
    </div>
  );
}
