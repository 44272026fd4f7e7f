import { useNow } from '../time/when.tsx';
import { Actions } from './actions.tsx';
import { type Breaker, isOverridden, outcomes } from './breaker.ts';
import type { Change } from './change.ts';
import { History } from './history.tsx';
import { nextProbe } from './probe.ts';
import { StateMark } from './state-mark.tsx';

interface DetailsProps {
  readonly breaker: Breaker;
  readonly onClose: () => void;
  /** Asks before it is done. */
  readonly onChange: (change: Change) => void;
}

/** Everything about one key, and what can be done to it. */
export function Details({ breaker, onClose, onChange }: DetailsProps) {
  const { keyId, provider, state, reason, failures, threshold, successes, trips, calls, told } = breaker;
  const probe = nextProbe(breaker, useNow());
  return (
    <aside className="card details" aria-label={`Details of ${keyId}`}>
      <header>
        <h2>{keyId}</h2>
        <button type="button" aria-label="Close the details" onClick={onClose}>
          ✕
        </button>
      </header>
      {isOverridden(breaker) && (
        <p className="fault">
          {reason === 'override' ? 'Held open by an override: it takes no calls' : 'Overridden: it takes every call'}{' '}
          until that is ended.
          {told === undefined ? (
            ' With the admin token you can end it here.'
          ) : (
            <button type="button" onClick={() => onChange({ kind: 'override', key: breaker, mode: 'auto' })}>
              End the override…
            </button>
          )}
        </p>
      )}
      <dl>
        <dt>Provider</dt>
        <dd>{provider}</dd>
        <dt>State</dt>
        <dd>
          <StateMark breaker={breaker} />
        </dd>
        {probe !== '' && (
          <>
            <dt>Next probe</dt>
            <dd>{probe}</dd>
          </>
        )}
        <dt>Failures</dt>
        <dd>
          <meter min={0} max={Math.max(threshold, 1)} value={failures} aria-label="Failures of threshold" /> {failures}{' '}
          of {threshold}
        </dd>
        {state === 'half_open' && (
          <>
            <dt>Good probes</dt>
            <dd>{told === undefined ? successes : `${successes} of ${told.config.success_threshold}`}</dd>
          </>
        )}
        <dt>Trips</dt>
        <dd>{trips}</dd>
        <dt>Calls</dt>
        <dd>{outcomes.map((outcome) => `${calls[outcome]} ${outcome}`).join(', ')}</dd>
      </dl>
      <h3>The past hour</h3>
      <History breaker={breaker} />
      {told !== undefined && <Actions key={keyId} breaker={breaker} told={told} onChange={onChange} />}
    </aside>
  );
}
