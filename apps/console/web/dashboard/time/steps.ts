import type { Interval } from '../../panels/props.ts';
import type { Scene } from '../scene.ts';
import { shifted, zoomedOut } from './range.ts';

/** Moves the range that is shown. */
export function timeSteps({ range, onZoom }: Pick<Scene, 'range' | 'onZoom'>) {
  const step = (next: (range: Interval, now: number) => Interval) => () => {
    if (range !== undefined) onZoom(next(range, Date.now()));
  };
  return {
    earlier: step((range, now) => shifted(range, -1, now)),
    later: step((range, now) => shifted(range, 1, now)),
    zoomOut: step(zoomedOut),
    absolute: step((range) => range),
  };
}
