import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { PanelModel } from '../model.ts';
import { askPanel } from '../panel-data.ts';
import type { Scene } from '../scene.ts';
import { stepOf } from '../step.ts';

/**
 * The data of a panel. What it asks for is its key, so that a change of the view asks only those panels anew that it
 * concerns and drops what they were waiting for.
 *
 * @param active whether anybody sees it
 */
export function usePanelData(
  panel: PanelModel,
  { model, view, range, ready, fill }: Scene,
  width: number,
  active: boolean,
) {
  const { targets = [], transformations } = panel;
  const steps = range && targets.map((target) => stepOf(range, width, panel, target));
  const question = fill(JSON.stringify([targets, transformations]));
  return useQuery({
    queryKey: ['dashboard', model.uid, 'panel', panel.id, view.from, view.to, view.timeZone, steps, question],
    queryFn: ({ signal }) => askPanel(panel, range ?? { from: 0, to: 0 }, width, fill, signal),
    enabled: active && ready && width > 0,
    placeholderData: keepPreviousData,
    // The clock says when to ask again.
    staleTime: Number.POSITIVE_INFINITY,
    // Long columns of numbers are new each time.
    structuralSharing: false,
  });
}
