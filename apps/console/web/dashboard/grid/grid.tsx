import './grid.css';
import { type CSSProperties, useMemo, useState } from 'react';
import { PageBoundary } from '../../shell/page-boundary.tsx';
import { Icon } from '../icon.tsx';
import { Panel } from '../panel/panel.tsx';
import type { Drawn } from '../scene.ts';
import { layOut, type Placed } from './layout.ts';

/** All panels where they belong. */
export function Grid({ scene }: { readonly scene: Drawn }) {
  const { panels } = scene.model;
  const [turned, setTurned] = useState<readonly number[]>([]);
  const placed = useMemo(() => layOut(panels, new Set(turned)), [panels, turned]);
  const turn = (id: number) => setTurned(turned.includes(id) ? turned.filter((one) => one !== id) : [...turned, id]);
  return (
    <div className="grid">
      {placed.map(({ panel, open, ...place }) =>
        open === undefined ? (
          <div key={panel.id} className="cell" style={styleOf(place)}>
            <PageBoundary>
              <Panel panel={panel} scene={scene} />
            </PageBoundary>
          </div>
        ) : (
          <h2 key={panel.id} style={styleOf(place)}>
            <button type="button" aria-expanded={open} onClick={() => turn(panel.id)}>
              <Icon name={open ? 'down' : 'later'} /> {scene.fill(panel.title ?? '', {}, 'text') || 'Row'}
              {!open && <span className="quiet"> ({panel.panels?.length ?? 0} panels)</span>}
            </button>
          </h2>
        ),
      )}
    </div>
  );
}

function styleOf({ x, y, w, h }: Pick<Placed, 'x' | 'y' | 'w' | 'h'>): CSSProperties {
  return { '--column': x + 1, '--width': w, '--row': y + 1, '--height': h } as CSSProperties;
}
