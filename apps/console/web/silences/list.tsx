import { Link } from 'wouter';
import { useSilences } from '../alerts/queries.ts';
import type { CurrentSilence } from '../api/alertmanager.ts';
import { useSearchParams } from '../shell/search.ts';
import { Empty, FaultNote, Loading } from '../shell/states.tsx';
import { Age, Clock } from '../time/when.tsx';
import { EndButton } from './end-button.tsx';
import { Matchers } from './matchers.tsx';

/** Silences that are not over, the first to end first. */
export function SilenceList() {
  const { data, error, isPending } = useSilences();
  const [search] = useSearchParams();
  return (
    <>
      <p className="actions">
        <Link href="/silences/new" className="button">
          New silence
        </Link>
        <span className="quiet">
          A silence keeps notifications back. The alert itself goes on, and its page shows it.
        </span>
      </p>
      {error && (
        <div className="part">
          <FaultNote error={error} />
          <p>
            {data ? 'What stands below was last known.' : 'Silences live in Alertmanager, so none can be shown now.'}
          </p>
        </div>
      )}
      {isPending && <Loading />}
      {data?.length === 0 && <Empty>Nothing is silenced: everybody is told of every alert.</Empty>}
      <ul className="cards" aria-label="Silences">
        {data?.map((silence) => (
          <SilenceCard key={silence.id} silence={silence} isNew={silence.id === search.get('created')} />
        ))}
      </ul>
    </>
  );
}

function SilenceCard({ silence, isNew }: { readonly silence: CurrentSilence; readonly isNew: boolean }) {
  const { matchers, state, comment, createdBy, startsAt, endsAt, mutes } = silence;
  return (
    <li className="card">
      <header>
        <span className={`badge ${state === 'active' ? 'info' : 'pending'}`}>{state}</span>
        {isNew && <span className="badge good">new</span>}
        <h2>{comment || 'No reason given'}</h2>
      </header>
      <Matchers matchers={matchers} />
      <p>
        {state === 'pending' && (
          <>
            Begins in <Age at={startsAt} />.{' '}
          </>
        )}
        Ends in <Age at={endsAt} />, at <Clock at={endsAt} />. {mutedText(mutes)}{' '}
        <span className="quiet">
          By {createdBy || 'somebody'}, since <Clock at={startsAt} />.
        </span>
      </p>
      <EndButton silence={silence} />
    </li>
  );
}

function mutedText(mutes: number): string {
  if (mutes === 0) return 'It mutes no alert now.';
  return mutes === 1 ? 'It mutes one alert now.' : `It mutes ${mutes} alerts now.`;
}
