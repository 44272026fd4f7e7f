import { useEffect, useRef } from 'react';
import { FaultNote, Loading } from '../../shell/states.tsx';
import type { PanelData } from '../panel-data.ts';
import type { Scene } from '../scene.ts';
import { InspectedQuery } from './inspected-query.tsx';

interface InspectorProps {
  readonly name: string;
  readonly data: PanelData | undefined;
  readonly error: unknown;
  readonly scene: Scene;
}

/** What a panel asked, and what it was answered. */
export function Inspector({ name, data, error, scene }: InspectorProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      className="wide inspector"
      aria-label={`Queries of ${name}`}
      onClose={() => scene.change({ inspect: undefined })}
    >
      <header>
        <h2>Queries of {name}</h2>
        <form method="dialog">
          <button type="submit">Close</button>
        </form>
      </header>
      {error ? <FaultNote error={error} /> : null}
      {data === undefined && !error && <Loading />}
      {data?.asked.map((asked) => (
        <InspectedQuery key={asked.target.refId} panel={name} asked={asked} timeZone={scene.view.timeZone} />
      ))}
    </dialog>
  );
}
