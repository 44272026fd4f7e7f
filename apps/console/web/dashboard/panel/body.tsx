import { PageBoundary } from '../../shell/page-boundary.tsx';
import { FaultNote, Loading } from '../../shell/states.tsx';
import type { PanelModel } from '../model.ts';
import type { PanelData } from '../panel-data.ts';
import type { Drawn } from '../scene.ts';
import { Drawing } from './drawing.tsx';
import { withRemedy } from './remedy.ts';

interface BodyProps {
  readonly panel: PanelModel;
  readonly data: PanelData | undefined;
  readonly error: unknown;
  readonly isFetching: boolean;
  readonly scene: Drawn;
  readonly width: number;
  readonly height: number;
}

/** The panel's drawing; before there is one, what it waits for or what went wrong. */
export function Body({ panel, data, error, isFetching, scene, width, height }: BodyProps) {
  if (data === undefined) {
    if (error) return <FaultNote error={withRemedy(error)} retry={scene.refresh} />;
    // One that is out of sight does not even wait.
    return isFetching && <Loading />;
  }
  if (width === 0 || height === 0) return null;
  const { theme, fill, annotations, cursorKey, onZoom, view } = scene;
  const { cut, warnings } = data;
  return (
    <>
      <PageBoundary>
        <Drawing
          {...{ panel, data, width, height, theme, fill, annotations, cursorKey, onZoom }}
          timeZone={view.timeZone}
        />
      </PageBoundary>
      {cut && (
        <p className="cut" role="note">
          {`The first ${cut.drawn.toLocaleString('en')} of ${cut.of.toLocaleString('en')} series. Narrow the query or choose fewer values above.`}
        </p>
      )}
      {warnings.length > 0 && (
        <p className="cut" role="note">
          Prometheus warns: {warnings.join(' ')}
        </p>
      )}
    </>
  );
}
