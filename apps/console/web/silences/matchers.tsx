import { type Matcher, showMatcher } from '../api/alertmanager.ts';

/** The conditions that an alert has to meet, all of them. */
export function Matchers({ matchers }: { readonly matchers: readonly Matcher[] }) {
  return (
    <p className="subject">
      {matchers.map((matcher) => (
        <code key={showMatcher(matcher)} className="alert-label">
          {showMatcher(matcher)}
        </code>
      ))}
    </p>
  );
}
