import type { Breaker } from './breaker.ts';
import type { Change, Scope } from './change.ts';
import { ConfigForm } from './config-form.tsx';
import type { Breakers } from './queries.ts';

interface AllActionsProps {
  readonly breakers: readonly Breaker[];
  readonly counts: Breakers['counts'];
  /** '' for all. */
  readonly provider: string;
  readonly onChange: (change: Change) => void;
}

/** What can be done to all keys of the chosen provider, or of all. */
export function AllActions({ breakers, counts, provider, onChange }: AllActionsProps) {
  const on: Scope =
    provider === ''
      ? { of: 'all', keys: breakers }
      : { of: 'provider', keys: breakers.filter((breaker) => breaker.provider === provider) };
  const name = provider === '' ? 'all keys' : `all keys of ${provider}`;
  const backups = [...(counts ?? [])].filter(
    ([one, { backup }]) => backup > 0 && (provider === '' || one === provider),
  );
  return (
    <section className="all-actions" aria-label={`Change ${name}`}>
      <button type="button" onClick={() => onChange({ kind: 'reset', on })}>
        Reset {name}…
      </button>
      {backups.map(([one, { backup }]) => (
        <button
          key={one}
          type="button"
          onClick={() => onChange({ kind: 'activate_backups', provider: one, count: backup })}
        >
          Activate {backup} backup keys of {one}…
        </button>
      ))}
      <details>
        <summary className="button">Configure {name}</summary>
        <ConfigForm key={name} current={undefined} onSubmit={(fields) => onChange({ kind: 'configure', on, fields })} />
      </details>
    </section>
  );
}
