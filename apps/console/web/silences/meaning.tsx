import type { Preview } from '../api/alertmanager.ts';
import { Matchers } from './matchers.tsx';

interface MeaningProps {
  readonly preview: Preview;
  readonly replace: (from: string, to: string) => void;
}

/** How the server reads a filter, and names in it that no rule has. */
export function Meaning({ preview: { matchers, unknown }, replace }: MeaningProps) {
  return (
    <>
      <Matchers matchers={matchers} />
      {unknown.map(({ name, nearest }) => (
        <p key={name} className="fault subject">
          <span>
            No rule of ours has the name {name}.{nearest.length > 0 && ' Is this meant?'}
          </span>
          {nearest.map((near) => (
            <button key={near} type="button" onClick={() => replace(name, near)}>
              {near}
            </button>
          ))}
        </p>
      ))}
    </>
  );
}
