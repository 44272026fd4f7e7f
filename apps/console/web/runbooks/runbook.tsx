import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { runbookOf } from '../api/alertmanager.ts';
import { Fault } from '../api/fault.ts';
import { FaultNote, Loading } from '../shell/states.tsx';
import { nearestIn } from './nearest.ts';
import { Prose } from './prose.tsx';
import { Situation } from './situation.tsx';

/** What to do about an alert. */
export function Runbook({ alert }: { readonly alert: string }) {
  const { data, error, isPending } = useQuery({
    queryKey: ['runbook', alert],
    queryFn: ({ signal }) => runbookOf(alert, signal),
    staleTime: 60_000,
  });
  const isUnknown = error instanceof Fault && error.status === 404;
  return (
    <>
      <header className="alerts-head">
        <h1>{alert}</h1>
        <nav aria-label="Runbooks">
          <Link href="/runbooks">All runbooks</Link>
        </nav>
      </header>
      {isPending && <Loading />}
      {error && <FaultNote error={error} />}
      {isUnknown && <Nearest names={nearestIn(error.cause)} />}
      {data && (
        <>
          <Situation alert={alert} />
          <h2 className="hidden">What to do</h2>
          <Prose html={data.html} />
        </>
      )}
    </>
  );
}

function Nearest({ names }: { readonly names: readonly string[] }) {
  if (names.length === 0) return <p className="part">All names are in the list of runbooks.</p>;
  return (
    <p className="actions">
      Is one of these meant?
      {names.map((name) => (
        <Link key={name} href={`/runbooks/${name}`} className="button">
          {name}
        </Link>
      ))}
    </p>
  );
}
