import { Link } from 'wouter';
import type { KeyCounts } from '../breakers/board.ts';
import { type Breaker, idOf } from '../breakers/breaker.ts';
import { addressOf } from '../breakers/filter.ts';
import { nextProbe } from '../breakers/probe.ts';
import { StateMark } from '../breakers/state-mark.tsx';
import { FaultNote } from '../shell/states.tsx';
import { useNow } from '../time/when.tsx';
import type { Overview } from './queries.ts';
import { countsWords, tilesOf } from './tiles.ts';

/** The breakers of each provider: those in trouble by name, and as many others as there is room for. */
export function BreakersCard({ overview: { board, faults } }: { readonly overview: Overview }) {
  return (
    <section className="card" aria-labelledby="breakers">
      <h2 id="breakers">
        <Link href="/breakers">Breakers</Link>
      </h2>
      {faults.board && <FaultNote error={faults.board} />}
      {board?.breakers.length === 0 && <p className="empty">No key is known. npx switchgear status says what runs.</p>}
      {[...Map.groupBy(board?.breakers ?? [], ({ provider }) => provider)].map(([provider, breakers]) => (
        <Provider key={provider} provider={provider} breakers={breakers} counts={board?.counts.get(provider)} />
      ))}
    </section>
  );
}

interface ProviderProps {
  readonly provider: string;
  readonly breakers: readonly Breaker[];
  readonly counts: KeyCounts | undefined;
}

function Provider({ provider, breakers, counts }: ProviderProps) {
  const { tiles, more } = tilesOf(breakers);
  return (
    <section aria-label={`Breakers of ${provider}`}>
      <h3>
        {provider} <span className="quiet">{countsWords(breakers, counts)}</span>
      </h3>
      <ul className="tiles">
        {tiles.map((breaker) => (
          <li key={idOf(breaker)}>
            <Link href={addressOf({ key: breaker.keyId })} className={`tile ${breaker.state}`}>
              <b>{breaker.keyId}</b>
              <span>
                <StateMark breaker={breaker} />
              </span>
              {breaker.state === 'open' && <NextProbe breaker={breaker} />}
            </Link>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <p>
          And <Link href={addressOf({ provider })}>{more} more</Link>.
        </p>
      )}
    </section>
  );
}

function NextProbe({ breaker }: { readonly breaker: Breaker }) {
  return <span>next probe: {nextProbe(breaker, useNow())}</span>;
}
