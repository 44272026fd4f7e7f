import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FaultNote, Loading } from '../shell/states.tsx';
import { CopyButton } from './copy.tsx';
import { Icon } from './icon.tsx';
import { Popover } from './popover.tsx';
import type { Scene } from './scene.ts';
import { WideDialog } from './wide-dialog.tsx';

/** The link to what is shown, and the dashboard as it stands in its file. */
export function ExportMenu({ model: { uid, title }, change }: Pick<Scene, 'model' | 'change'>) {
  const [viewed, setViewed] = useState(false);
  const path = `/api/v1/dashboards/${uid}`;
  return (
    <>
      <Popover label="Share and export" className="bare" icon={<Icon name="more" />}>
        {(close) => (
          <ul>
            <li>
              <CopyButton label="Copy link" text={() => location.href} />
            </li>
            <li>
              <a href={path} download={`${uid}.json`}>
                Download JSON
              </a>
            </li>
            <li>
              <CopyButton label="Copy JSON" text={() => textAt(path)} />
            </li>
            <li>
              <button
                type="button"
                onClick={() => {
                  close();
                  setViewed(true);
                }}
              >
                View JSON
              </button>
            </li>
            <li>
              <button type="button" onClick={() => change({ kiosk: 'true' })}>
                Only panels <kbd>d k</kbd>
              </button>
            </li>
          </ul>
        )}
      </Popover>
      {viewed && <JsonDialog name={title} path={path} onClose={() => setViewed(false)} />}
    </>
  );
}

interface JsonDialogProps {
  readonly name: string;
  readonly path: string;
  readonly onClose: () => void;
}

function JsonDialog({ name, path, onClose }: JsonDialogProps) {
  const { data, error } = useQuery({
    queryKey: ['dashboard-text', path],
    queryFn: ({ signal }) => textAt(path, signal),
  });
  return (
    <WideDialog title={`JSON of ${name}`} onClose={onClose}>
      {error && <FaultNote error={error} />}
      {data === undefined && !error && <Loading />}
      {data !== undefined && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <pre tabIndex={0}>{data}</pre>
      )}
    </WideDialog>
  );
}

/** Every byte as it is: numbers, order and spaces. */
async function textAt(path: string, signal?: AbortSignal): Promise<string> {
  const response = await fetch(path, { signal: signal ?? null });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return await response.text();
}
