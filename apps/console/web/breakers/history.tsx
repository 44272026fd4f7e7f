import { Empty, FaultNote, Loading } from '../shell/states.tsx';
import { Clock, useNow } from '../time/when.tsx';
import { type Breaker, stateWord } from './breaker.ts';
import { past, pastStep, useStates } from './queries.ts';
import { spansOf } from './spans.ts';
import { Timeline } from './timeline.tsx';

/** The past hour of a breaker, and its last transitions as far as they are told. */
export function History({ breaker }: { readonly breaker: Breaker }) {
  const { data, error, isPending } = useStates(breaker);
  const to = useNow();
  const transitions = breaker.told?.transitions;
  return (
    <>
      {error && <FaultNote error={error} />}
      {isPending ? (
        <Loading />
      ) : (
        <Timeline
          spans={spansOf(data ?? [], pastStep * 1000, transitions ?? [], to)}
          window={{ from: to - past * 1000, to }}
        />
      )}
      {transitions === undefined && <p className="quiet">The admin token shows each transition, and why it was.</p>}
      {transitions?.length === 0 && <Empty>No transition since the gateway started.</Empty>}
      {transitions !== undefined && transitions.length > 0 && (
        <ol className="transitions" aria-label="Last transitions">
          {transitions.toReversed().map(({ at, from, to: next, reason }) => (
            <li key={at + from + next}>
              <Clock at={at} />
              <span>
                {word(from)} → <b>{word(next)}</b>
              </span>
              <span className="quiet">{reason.replaceAll('_', ' ')}</span>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

function word(state: Breaker['state']): string {
  return stateWord({ state, reason: undefined });
}
