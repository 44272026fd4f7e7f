import { type Preview, showMatcher } from '../api/alertmanager.ts';

interface MeaningProps {
  readonly preview: Preview;
  readonly replace: (from: string, to: string) => void;
}

/** How the server reads a filter, and names in it that no rule has. */
export function Meaning({ preview: { matchers, unknown }, replace }: MeaningProps) {
  return (
    <>
      <p className="subject">
        {matchers.map((matcher) => (
          <code key={showMatcher(matcher)} className="alert-label">
            {showMatcher(matcher)}
          </code>
        ))}
      </p>
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
