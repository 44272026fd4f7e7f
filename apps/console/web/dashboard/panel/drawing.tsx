import { useMemo } from 'react';
import { panelViews } from '../../panels/index.ts';
import { PageBoundary } from '../../shell/page-boundary.tsx';
import type { PanelModel } from '../model.ts';
import { type PanelData, withFieldConfig } from '../panel-data.ts';
import type { Drawn } from '../scene.ts';

interface DrawingProps {
  readonly panel: PanelModel;
  readonly data: PanelData;
  readonly scene: Drawn;
  readonly width: number;
  readonly height: number;
}

/** What a panel shows, by its type. */
export function Drawing({ panel, data, scene, width, height }: DrawingProps) {
  const { theme, fill, annotations, cursorKey, onZoom } = scene;
  const { timeZone } = scene.view;
  const frames = useMemo(
    () => withFieldConfig(data, panel, theme, timeZone, fill),
    [data, panel, theme, timeZone, fill],
  );
  const plain = useMemo(() => (text: string) => fill(text, {}, 'text'), [fill]);
  const View = panelViews[panel.type];
  if (View === undefined) return <p className="empty">unsupported: {panel.type}</p>;
  const { range, stepMs } = data;
  return (
    <PageBoundary>
      <View
        {...{ panel, frames, range, stepMs, width, height, theme, timeZone, annotations, cursorKey, onZoom }}
        fill={plain}
      />
    </PageBoundary>
  );
}
