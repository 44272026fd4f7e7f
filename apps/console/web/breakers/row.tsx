import { type Breaker, outcomes } from './breaker.ts';
import { modeNames } from './change.ts';
import { nextProbe } from './probe.ts';
import { StateMark } from './state-mark.tsx';

interface BreakerRowProps {
  readonly breaker: Breaker;
  /** Its place in the whole table, whose head is 1. */
  readonly index: number;
  readonly isChosen: boolean;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly onChoose: (breaker: Breaker) => void;
}

const number = new Intl.NumberFormat('en-GB');

export function BreakerRow({ breaker, index, isChosen, now, onChoose }: BreakerRowProps) {
  const { keyId, provider, state, failures, threshold, trips, calls, told } = breaker;
  const other = outcomes.filter((outcome) => outcome !== 'success' && calls[outcome] > 0);
  return (
    <tr aria-rowindex={index} className={state}>
      <th scope="row">
        <button type="button" className="key" aria-expanded={isChosen} onClick={() => onChoose(breaker)}>
          {keyId}
        </button>
      </th>
      <td className="wider">{provider}</td>
      <td>
        <StateMark breaker={breaker} />{' '}
        {told !== undefined && told.mode !== 'auto' && told.mode !== 'forced_open' && (
          <span className="badge warning">override: {modeNames[told.mode]}</span>
        )}
      </td>
      <td className="time">{nextProbe(breaker, now)}</td>
      <td className="num wide">
        {failures} of {threshold}
      </td>
      <td className="num wide">{number.format(trips)}</td>
      <td className="num wider">{number.format(calls.success)}</td>
      <td className="wider">{other.map((outcome) => `${number.format(calls[outcome])} ${outcome}`).join(', ')}</td>
    </tr>
  );
}
