import type { Breaker } from './breaker.ts';
import type { Change } from './change.ts';
import { ConfigForm } from './config-form.tsx';

interface ActionsProps {
  readonly breaker: Breaker;
  readonly told: NonNullable<Breaker['told']>;
  readonly onChange: (change: Change) => void;
}

const modes = [
  ['forced_open', 'Hold open'],
  ['disabled', 'Disable'],
  ['metrics_only', 'Metrics only'],
  ['auto', 'End the override'],
] as const;

/** What can be done to one breaker. */
export function Actions({ breaker, told, onChange }: ActionsProps) {
  const on = { keys: [breaker], of: 'key' } as const;
  return (
    <>
      <h3>Change it</h3>
      <p className="buttons">
        <button type="button" onClick={() => onChange({ kind: 'reset', on })}>
          Reset…
        </button>
        {modes.map(([mode, name]) => (
          <button
            key={mode}
            type="button"
            disabled={told.mode === mode}
            onClick={() => onChange({ kind: 'override', key: breaker, mode })}
          >
            {name}…
          </button>
        ))}
      </p>
      <details>
        <summary>Configuration</summary>
        <ConfigForm current={told.config} onSubmit={(fields) => onChange({ kind: 'configure', on, fields })} />
      </details>
    </>
  );
}
