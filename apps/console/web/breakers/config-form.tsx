import { useState } from 'react';
import type { BreakerConfig } from '../api/gateway.ts';
import { configNames } from './change.ts';

interface ConfigFormProps {
  /** What holds now; undefined where it differs from key to key. */
  readonly current: BreakerConfig | undefined;
  readonly onSubmit: (fields: Partial<BreakerConfig>) => void;
}

type Name = keyof BreakerConfig;

/** Takes a new configuration, of which only what differs is changed. */
export function ConfigForm({ current, onSubmit }: ConfigFormProps) {
  const [typed, setTyped] = useState<Partial<Record<Name, string>>>({});
  const changed = Object.entries(typed).filter(
    ([name, text]) => text !== '' && Number(text) !== current?.[name as Name],
  );
  return (
    <form
      className="config"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(Object.fromEntries(changed.map(([name, text]) => [name, Number(text)])));
      }}
    >
      {(Object.entries(configNames) as [Name, string][]).map(([name, title]) => (
        <label key={name}>
          {title}
          <input
            type="number"
            min={name === 'timeout_seconds' ? 0.001 : 1}
            step={name === 'timeout_seconds' ? 'any' : 1}
            placeholder={current === undefined ? 'as it is' : String(current[name])}
            value={typed[name] ?? ''}
            onChange={({ target }) => setTyped({ ...typed, [name]: target.value })}
          />
        </label>
      ))}
      <button type="submit" disabled={changed.length === 0}>
        Change…
      </button>
    </form>
  );
}
