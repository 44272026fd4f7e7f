import { Link } from 'wouter';
import { addressOf } from '../breakers/filter.ts';
import { Loading } from '../shell/states.tsx';
import { useNow } from '../time/when.tsx';
import type { Overview } from './queries.ts';
import { situationOf } from './situation.ts';
import type { Statement } from './trouble.ts';

const most = 3;

/** What is the matter, whether callers notice, and what happens next. */
export function Headline({ overview }: { readonly overview: Overview }) {
  const now = useNow();
  if (overview.isPending) return <Loading />;
  const statements = situationOf(overview, now);
  const more = statements.length - most;
  return (
    <section aria-label="Situation" className="headline">
      {statements.slice(0, most).map((statement) => (
        <Told key={statement.what} statement={statement} />
      ))}
      {more > 0 && (
        <p>
          And {more} more: <Link href="/breakers?state=trouble">all keys that are not closed</Link>.
        </p>
      )}
    </section>
  );
}

const words = { critical: 'Trouble', warning: 'Attention', good: 'All is well', unknown: 'Not known' };

function Told({ statement: { tone, what, callers, next, about } }: { readonly statement: Statement }) {
  return (
    <article className={tone}>
      <ToneSign tone={tone} />
      <div>
        <h2>
          <span className="hidden">{words[tone]}: </span>
          {about ? (
            <Link href={addressOf(about.key === undefined ? { provider: about.provider } : { key: about.key })}>
              {what}
            </Link>
          ) : (
            what
          )}
        </h2>
        <p>{callers}</p>
        <p>{next}</p>
      </div>
    </article>
  );
}

const signs = {
  critical: 'M3.5 3.5l9 9m0-9l-9 9',
  warning: 'M8 3v6m0 3v1',
  good: 'M3 8.5l3.5 3.5L13 4.5',
  unknown: 'M5.5 6a2.5 2.5 0 1 1 2.5 2.5V10m0 2v1',
};

function ToneSign({ tone }: Pick<Statement, 'tone'>) {
  return (
    <svg className="sign" viewBox="0 0 16 16" width="28" height="28" aria-hidden="true">
      <path d={signs[tone]} />
    </svg>
  );
}
