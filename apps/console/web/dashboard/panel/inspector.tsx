import { FaultNote, Loading } from '../../shell/states.tsx';
import type { PanelData } from '../panel-data.ts';
import type { Scene } from '../scene.ts';
import { WideDialog } from '../wide-dialog.tsx';
import { InspectedQuery } from './inspected-query.tsx';

interface InspectorProps {
  readonly name: string;
  readonly data: PanelData | undefined;
  readonly error: unknown;
  readonly scene: Scene;
}

/** What a panel asked, and what it was answered. */
export function Inspector({ name, data, error, scene }: InspectorProps) {
  return (
    <WideDialog
      title={`Queries of ${name}`}
      className="wide inspector"
      onClose={() => scene.change({ inspect: undefined })}
    >
      {error ? <FaultNote error={error} /> : null}
      {data === undefined && !error && <Loading />}
      {data?.asked.map((asked) => (
        <InspectedQuery key={asked.target.refId} panel={name} asked={asked} timeZone={scene.view.timeZone} />
      ))}
    </WideDialog>
  );
}
