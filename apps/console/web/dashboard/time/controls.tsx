import './time.css';
import { Icon } from '../icon.tsx';
import type { Scene } from '../scene.ts';
import { TimePicker } from './picker.tsx';
import { refreshes } from './quick.ts';
import { timeSteps } from './steps.ts';

/** Time range, steps from it, and refresh. */
export function TimeControls({ scene }: { readonly scene: Scene }) {
  const { view, change, refresh } = scene;
  const { earlier, later, zoomOut } = timeSteps(scene);
  return (
    <fieldset className="times" aria-label="Time">
      <IconButton icon="earlier" label="Earlier (t ←)" onClick={earlier} />
      <TimePicker view={view} change={change} />
      <IconButton icon="later" label="Later (t →)" onClick={later} />
      <IconButton icon="zoomOut" label="Zoom out (t z)" onClick={zoomOut} />
      <IconButton icon="refresh" label="Refresh now (d r)" onClick={refresh} />
      <select
        aria-label="Refresh every"
        title="Refresh every"
        value={view.refresh}
        onChange={({ target }) => change({ refresh: target.value })}
      >
        {[...new Set([...refreshes, view.refresh])].map((every) => (
          <option key={every} value={every}>
            {every || 'Off'}
          </option>
        ))}
      </select>
    </fieldset>
  );
}

interface IconButtonProps {
  readonly icon: Parameters<typeof Icon>[0]['name'];
  readonly label: string;
  readonly onClick: () => void;
}

function IconButton({ icon, label, onClick }: IconButtonProps) {
  return (
    <button type="button" aria-label={label} title={label} onClick={onClick}>
      <Icon name={icon} />
    </button>
  );
}
