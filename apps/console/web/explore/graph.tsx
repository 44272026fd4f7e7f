import { useMemo } from 'react';
import type { PanelModel } from '../dashboard/model.ts';
import { withFieldConfig } from '../dashboard/panel-data.ts';
import { gridOf } from '../dashboard/step.ts';
import { framesOf } from '../frames/from-prometheus.ts';
import type { Interval } from '../panels/props.ts';
import { TimeSeries } from '../panels/time-series/view.tsx';
import { useTheme } from '../shell/theme.tsx';
import type { Answers } from './answers.ts';

const panel = {
  id: 1,
  type: 'timeseries',
  title: 'Result',
  gridPos: { x: 0, y: 0, w: 24, h: 12 },
  fieldConfig: { defaults: { color: { mode: 'palette-classic' } }, overrides: [] },
  options: { legend: { displayMode: 'table', calcs: ['lastNotNull', 'min', 'max'] }, tooltip: { mode: 'multi' } },
} satisfies PanelModel;

interface GraphProps {
  readonly answers: Answers;
  /** The most series that are drawn. */
  readonly most: number;
  readonly width: number;
  readonly onZoom: (interval: Interval) => void;
}

/** The first series of all range queries, as the panel of a dashboard draws them. */
export function Graph({ answers: { answers, range, stepMs }, most, width, onZoom }: GraphProps) {
  const theme = useTheme();
  const frames = useMemo(() => {
    const grid = gridOf(range, stepMs);
    const drawn = answers
      .flatMap(({ result }, at) =>
        result ? result.result.map((series) => ({ series, refId: `Query ${at + 1}` })) : [],
      )
      .slice(0, most)
      .flatMap(({ series, refId }) => framesOf({ resultType: 'matrix', result: [series] }, { refId }, grid, false));
    return withFieldConfig({ frames: drawn }, panel, theme, 'browser', plain);
  }, [answers, range, stepMs, most, theme]);
  return (
    <TimeSeries
      {...{ panel, frames, range, stepMs, width, theme, onZoom }}
      height={480}
      timeZone="browser"
      annotations={[]}
      cursorKey={undefined}
      fill={plain}
    />
  );
}

/** Nothing is to be filled in here, and labels of series stay as they are. */
function plain(text: string): string {
  return text;
}
