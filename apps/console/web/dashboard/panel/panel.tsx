import './panel.css';
import { useMemo, useRef } from 'react';
import { unsupportedIn } from '../features/unsupported.ts';
import { Links } from '../links/links.tsx';
import type { PanelModel } from '../model.ts';
import type { Drawn } from '../scene.ts';
import { Body } from './body.tsx';
import { Inspector } from './inspector.tsx';
import { FaultMark, InfoMark, MissingMark } from './marks.tsx';
import { PanelMenu } from './menu.tsx';
import { useNear, useSize } from './use-box.ts';
import { usePanelData } from './use-panel-data.ts';

interface PanelProps {
  readonly panel: PanelModel;
  readonly scene: Drawn;
}

/** A panel with all that is around it. */
export function Panel({ panel, scene }: PanelProps) {
  const body = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(body);
  const near = useNear(body);
  const { data, error, isFetching, isPlaceholderData, dataUpdatedAt } = usePanelData(panel, scene, width, near);
  const missing = useMemo(() => unsupportedIn(panel), [panel]);
  const title = scene.fill(panel.title ?? '', {}, 'text');
  const name = title || `Panel ${panel.id}`;
  const classes = ['panel', panel.transparent && 'transparent', !title && 'untitled', isPlaceholderData && 'old'];
  return (
    <section
      className={classes.filter(Boolean).join(' ')}
      aria-label={name}
      aria-busy={isFetching}
      data-panel={panel.id}
    >
      <header>
        {title && <h3 title={title}>{title}</h3>}
        {panel.description && <InfoMark name={name} text={scene.fill(panel.description, {}, 'text')} />}
        {missing.length > 0 && <MissingMark name={name} missing={missing} />}
        {data && error && <FaultMark name={name} error={error} since={dataUpdatedAt} />}
        <Links label={`Links of ${name}`} links={panel.links} scene={scene} />
        <PanelMenu panel={panel} title={name} data={data} scene={scene} />
      </header>
      {isFetching && <div className="progress" />}
      <div className="body" ref={body}>
        <Body {...{ panel, data, error, isFetching, scene, width, height }} />
      </div>
      {scene.view.inspect === panel.id && <Inspector {...{ name, data, error, scene }} />}
    </section>
  );
}
