import { Editor } from './editor.tsx';

interface QueriesProps {
  readonly drafts: readonly string[];
  readonly onChange: (drafts: readonly string[]) => void;
  readonly onRun: () => void;
}

/** A field for each query. */
export function Queries({ drafts, onChange, onRun }: QueriesProps) {
  return (
    <div className="queries">
      {drafts.map((text, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a field is its place
        <div key={at}>
          <Editor
            label={`Query ${at + 1} in PromQL`}
            text={text}
            onChange={(next) => onChange(drafts.with(at, next))}
            onRun={onRun}
          />
          {drafts.length > 1 && (
            <button
              type="button"
              aria-label={`Remove query ${at + 1}`}
              onClick={() => onChange(drafts.toSpliced(at, 1))}
            >
              ✕
            </button>
          )}
        </div>
      ))}
    </div>
  );
}
