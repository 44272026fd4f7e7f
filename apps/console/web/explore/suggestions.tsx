import { examples } from './examples.ts';
import { recentQueries } from './recent.ts';

interface SuggestionsProps {
  /** Whether there is nothing yet, so that it helps to see what can be asked. */
  readonly examples: boolean;
  readonly onChoose: (expr: string) => void;
}

/** Queries to click on: examples, and what was run before. */
export function Suggestions({ examples: withExamples, onChoose }: SuggestionsProps) {
  const recent = recentQueries();
  return (
    <>
      {withExamples && (
        <section aria-label="Examples">
          <p>Write a query, or start from one of these:</p>
          <ul className="suggestions">
            {examples.map(({ text, expr }) => (
              <li key={expr}>
                <button type="button" onClick={() => onChoose(expr)}>
                  {text}
                  <code>{expr}</code>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {recent.length > 0 && (
        <details>
          <summary>Recent queries ({recent.length})</summary>
          <ul className="suggestions">
            {recent.map((expr) => (
              <li key={expr}>
                <button type="button" onClick={() => onChoose(expr)}>
                  <code>{expr}</code>
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
