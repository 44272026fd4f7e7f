import './dashboard.css';
import { useEffect, useMemo } from 'react';
import { Empty, FaultNote } from '../shell/states.tsx';
import { AnnotationToggles } from './annotations/toggles.tsx';
import { useAnnotations } from './annotations/use-annotations.ts';
import { ExportMenu } from './export.tsx';
import { unsupportedAround } from './features/unsupported.ts';
import { Grid } from './grid/grid.tsx';
import { findPanel } from './grid/layout.ts';
import { Links } from './links/links.tsx';
import type { DashboardModel } from './model.ts';
import { MissingMark } from './panel/marks.tsx';
import { Panel } from './panel/panel.tsx';
import { type Drawn, useScene } from './scene.ts';
import { useDashboardShortcuts } from './shortcuts.ts';
import { TimeControls } from './time/controls.tsx';
import { useScrollBack } from './use-scroll.ts';
import { VariableControls } from './variables/controls.tsx';

/** A dashboard with its controls. */
export function Dashboard({ model }: { readonly model: DashboardModel }) {
  const scene = useScene(model);
  const events = useAnnotations(scene);
  const drawn: Drawn = { ...scene, annotations: events.annotations };
  const missing = useMemo(() => unsupportedAround(model), [model]);
  const { view } = scene;
  useDashboardShortcuts(scene);
  usePage(model.title, view.kiosk);
  useScrollBack(view.panel !== undefined);
  return (
    <div className="dashboard">
      <header className="controls">
        <div>
          <h1 title={model.description}>{model.title}</h1>
          {missing.length > 0 && <MissingMark name={model.title} missing={missing} />}
          <TimeControls scene={scene} />
          <ExportMenu model={model} change={scene.change} />
        </div>
        <div>
          <VariableControls variables={scene.variables} change={scene.change} />
          <AnnotationToggles {...events} />
          <Links label="Links of this dashboard" links={model.links} scene={scene} />
        </div>
      </header>
      {scene.fault ? <FaultNote error={scene.fault} /> : null}
      {view.panel === undefined ? <Grid scene={drawn} /> : <Alone id={view.panel} scene={drawn} />}
    </div>
  );
}

/** One panel in all of the window. */
function Alone({ id, scene }: { readonly id: number; readonly scene: Drawn }) {
  const panel = findPanel(scene.model.panels, id);
  return (
    <>
      <p>
        <button type="button" onClick={() => scene.change({ viewPanel: undefined })}>
          Back to the dashboard <kbd>Esc</kbd>
        </button>
      </p>
      {panel === undefined ? (
        <Empty>This dashboard has no panel {id}.</Empty>
      ) : (
        <div className="alone">
          <Panel key={id} panel={panel} scene={scene} />
        </div>
      )}
    </>
  );
}

/** The page around the dashboard: its title, and whether its head is shown. */
function usePage(title: string, kiosk: boolean) {
  useEffect(() => {
    document.title = `${title} · Switchgear`;
    document.documentElement.toggleAttribute('data-kiosk', kiosk);
    return () => {
      document.title = 'Switchgear';
      document.documentElement.removeAttribute('data-kiosk');
    };
  }, [title, kiosk]);
}
