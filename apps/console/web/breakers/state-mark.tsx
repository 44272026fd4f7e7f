import { type Breaker, reasonWord, stateWord } from './breaker.ts';
import './state-mark.css';

/** A state by shape, colour and word (a full circle, a half one, and a square), and why it is so. */
export function StateMark({ breaker }: { readonly breaker: Pick<Breaker, 'state' | 'reason'> }) {
  const word = stateWord(breaker);
  return (
    <>
      <span className={`state ${breaker.state}`}>
        <StateShape state={breaker.state} /> {word}
      </span>
      {word === 'open' && <span className="quiet"> {reasonWord(breaker.reason)}</span>}
    </>
  );
}

export function StateShape({ state }: Pick<Breaker, 'state'>) {
  return (
    <svg className={`shape ${state}`} viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
      {state === 'open' ? (
        <rect x="1" y="1" width="10" height="10" rx="1" />
      ) : (
        <circle className="ring" cx="6" cy="6" r="5" />
      )}
      {state === 'half_open' && <path d="M6 1a5 5 0 0 0 0 10z" />}
    </svg>
  );
}
