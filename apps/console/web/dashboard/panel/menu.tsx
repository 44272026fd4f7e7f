import { Link } from 'wouter';
import { CopyButton } from '../copy.tsx';
import { Icon } from '../icon.tsx';
import type { PanelModel } from '../model.ts';
import type { PanelData } from '../panel-data.ts';
import { Popover } from '../popover.tsx';
import type { Scene } from '../scene.ts';
import { builtIns, stepOf } from '../step.ts';
import { changed, panelName } from '../view/view.ts';

interface MenuProps {
  readonly panel: PanelModel;
  readonly title: string;
  readonly data: PanelData | undefined;
  readonly scene: Scene;
}

/** What can be done with a panel. */
export function PanelMenu({ panel, title, data, scene }: MenuProps) {
  const { view, search, change } = scene;
  const name = panelName(panel.id);
  const alone = view.panel === panel.id;
  const exprs = exprsOf(panel, data, scene);
  return (
    <Popover label={`Menu of ${title}`} className="bare more" icon={<Icon name="more" />}>
      {(close) => (
        <ul>
          <li>
            <button type="button" onClick={() => change({ viewPanel: alone ? undefined : name })}>
              {alone ? 'Back to the dashboard' : 'View alone'} <kbd>v</kbd>
            </button>
          </li>
          {exprs.length > 0 && (
            <>
              <li>
                <Link
                  href={`/explore?${changed(new URLSearchParams(), { expr: exprs, from: view.from, to: view.to })}`}
                >
                  Explore the query
                </Link>
              </li>
              <li>
                <button
                  type="button"
                  onClick={() => {
                    close();
                    change({ inspect: name });
                  }}
                >
                  Inspect the query <kbd>i</kbd>
                </button>
              </li>
            </>
          )}
          <li>
            <CopyButton
              label="Copy link"
              text={() => `${location.origin}${location.pathname}?${changed(search, { viewPanel: name })}`}
            />
          </li>
        </ul>
      )}
    </Popover>
  );
}

/** The queries as they were asked, or would be. */
function exprsOf(panel: PanelModel, data: PanelData | undefined, { range, fill }: Scene): readonly string[] {
  if (data !== undefined || range === undefined) return (data?.asked ?? []).map(({ expr }) => expr);
  const targets = (panel.targets ?? []).filter(({ hide }) => hide !== true);
  return targets.map((target) => fill(target.expr ?? '', builtIns(stepOf(range, 1_000, panel, target), range)));
}
