import { useShortcuts } from '../shell/keyboard-keys.ts';
import type { Scene } from './scene.ts';
import { timeSteps } from './time/steps.ts';
import { panelName } from './view/view.ts';

/** The shortcuts of a dashboard. Those of a panel mean the one under the pointer, else the one with the focus. */
export function useDashboardShortcuts(scene: Scene): void {
  const { view, change, refresh } = scene;
  const ofPanel = (act: (id: number) => void) => () => {
    const panel = document.querySelector('[data-panel]:hover') ?? document.activeElement?.closest('[data-panel]');
    const id = panel?.getAttribute('data-panel') ?? view.panel;
    if (id !== undefined) act(Number(id));
  };
  useShortcuts({
    ...timeSteps(scene),
    refresh,
    kiosk: () => change({ kiosk: view.kiosk ? undefined : 'true' }),
    view: ofPanel((id) => change({ viewPanel: view.panel === id ? undefined : panelName(id) })),
    inspect: ofPanel((id) => change({ inspect: panelName(id) })),
    back() {
      if (view.panel !== undefined) change({ viewPanel: undefined });
      else if (view.kiosk) change({ kiosk: undefined });
    },
  });
}
