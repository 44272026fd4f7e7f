import { memo, useMemo } from 'react';
import { panelViews } from '../../panels/index.ts';
import type { PanelModel } from '../model.ts';
import { type PanelData, withFieldConfig } from '../panel-data.ts';
import type { Drawn } from '../scene.ts';

interface DrawingProps extends Pick<Drawn, 'theme' | 'fill' | 'annotations' | 'cursorKey' | 'onZoom'> {
  readonly panel: PanelModel;
  readonly data: PanelData;
  readonly timeZone: string;
  readonly width: number;
  readonly height: number;
}

/** What a panel shows, by its type. It is drawn anew only for what it shows: asking again alone changes nothing. */
export const Drawing = memo(({ data, fill, ...props }: DrawingProps) => {
  const { panel, theme, timeZone } = props;
  const frames = useMemo(
    () => withFieldConfig(data, panel, theme, timeZone, fill),
    [data, panel, theme, timeZone, fill],
  );
  const plain = useMemo(() => (text: string) => fill(text, {}, 'text'), [fill]);
  const View = Object.hasOwn(panelViews, panel.type) ? panelViews[panel.type] : undefined;
  if (View === undefined) return <p className="empty">unsupported: {panel.type}</p>;
  return <View {...props} frames={frames} range={data.range} stepMs={data.stepMs} fill={plain} />;
});
