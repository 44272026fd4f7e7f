import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from '../shell/search.ts';
import { Empty } from '../shell/states.tsx';
import { Age } from '../time/when.tsx';
import { type Target, targets } from './answers.ts';
import { byJob, commandFor, droppedCount, programOf, took } from './reckon.ts';
import { Section, Wide } from './section.tsx';

const healths = {
  up: ['good', 'Up'],
  down: ['critical', 'Down'],
  unknown: ['pending', 'Not scraped yet'],
} as const;

/** What Prometheus scrapes, and how that goes. */
export function ScrapeTargets() {
  const query = useQuery({
    queryKey: ['targets', 'scraped'],
    queryFn: ({ signal }) => targets(signal),
    refetchInterval: 5_000,
  });
  const [search, setSearch] = useSearchParams();
  const only = search.get('health') === 'unhealthy';
  return (
    <Section title="Scrape targets" query={query}>
      {(data) => {
        const all = data.activeTargets;
        const unhealthy = all.filter(({ health }) => health !== 'up');
        return (
          <>
            <p>
              {all.length - unhealthy.length} of {all.length} are up; {droppedCount(data)} dropped by relabelling.{' '}
              <label>
                <input
                  type="checkbox"
                  checked={only}
                  onChange={() => setSearch(only ? {} : { health: 'unhealthy' }, { replace: true })}
                />{' '}
                Only unhealthy
              </label>
            </p>
            {only && unhealthy.length === 0 && all.length > 0 && <Empty>Every target is up.</Empty>}
            {all.length === 0 && (
              <Empty>
                Prometheus scrapes nothing. Does its configuration name the targets? <code>npx switchgear doctor</code>
              </Empty>
            )}
            <TargetTable jobs={byJob(only ? unhealthy : all)} />
          </>
        );
      }}
    </Section>
  );
}

function TargetTable({ jobs }: { readonly jobs: ReturnType<typeof byJob> }) {
  if (jobs.length === 0) return null;
  return (
    <Wide label="Scrape targets by job">
      <thead>
        <tr>
          <th scope="col">Program</th>
          <th scope="col">Health</th>
          <th scope="col">Address</th>
          <th scope="col">Last scrape</th>
          <th scope="col" className="num">
            Took
          </th>
          <th scope="col">Labels</th>
        </tr>
      </thead>
      {jobs.map(([job, list]) => (
        <tbody key={job}>
          <tr>
            <th scope="rowgroup" colSpan={6} className="job">
              Job {job}
            </th>
          </tr>
          {list.map((target) => (
            <TargetRow key={target.scrapeUrl + JSON.stringify(target.labels)} target={target} />
          ))}
        </tbody>
      ))}
    </Wide>
  );
}

function TargetRow({ target }: { readonly target: Target }) {
  const { labels, health, scrapeUrl, lastError, lastScrape, lastScrapeDuration } = target;
  const [colour, word] = healths[health];
  const { job: _, component: __, ...others } = labels;
  const scraped = health !== 'unknown';
  return (
    <>
      <tr className={health}>
        <th scope="row">{programOf(target)}</th>
        <td>
          <span className={`badge ${colour}`}>{word}</span>
        </td>
        <td>
          <code>{scrapeUrl}</code>
        </td>
        <td>
          {scraped ? (
            <>
              <Age at={lastScrape} /> ago
            </>
          ) : (
            '–'
          )}
        </td>
        <td className="num">{scraped ? took(lastScrapeDuration) : '–'}</td>
        <td>
          {Object.entries(others).map(([name, value]) => (
            <code key={name}>{`${name}=${JSON.stringify(value)} `}</code>
          ))}
        </td>
      </tr>
      {health === 'down' && (
        <tr>
          <td colSpan={6}>
            <div className="why">
              <p className="error">{lastError}</p>
              Find out why: <code>{commandFor(target)}</code>
            </div>
          </td>
        </tr>
      )}
    </>
  );
}
