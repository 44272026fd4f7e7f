import { useState } from 'react';
import { Link } from 'wouter';
import { foundIn, useDashboards } from '../dashboard/files.ts';
import { Empty, FaultNote } from '../shell/states.tsx';

/** Dashboards by folder, to search among. */
export function DashboardsCard() {
  const { data, error } = useDashboards();
  const [search, setSearch] = useState('');
  const found = data?.filter((file) => foundIn(file, search));
  return (
    <section className="card files" aria-labelledby="dashboards">
      <h2 id="dashboards">
        <Link href="/dashboards">Dashboards</Link>
      </h2>
      <input
        type="search"
        aria-label="Search dashboards"
        placeholder="Search dashboards"
        value={search}
        onChange={({ target }) => setSearch(target.value)}
      />
      {error && <FaultNote error={error} />}
      {data?.length === 0 && <Empty>There is none yet. npx switchgear generate writes them.</Empty>}
      {search !== '' && found?.length === 0 && <Empty>No dashboard has “{search}” in its texts.</Empty>}
      {[...Map.groupBy(found ?? [], ({ folder }) => folder ?? 'Dashboards')].map(([folder, files]) => (
        <section key={folder} aria-label={folder}>
          <h3 className="quiet">{folder}</h3>
          <ul>
            {files.map(({ file, uid, title, description, fault }) => (
              <li key={file}>
                {uid ? <Link href={`/d/${uid}`}>{title}</Link> : <b>{title}</b>}{' '}
                <span className="quiet">{fault === null ? description : `${file}: ${fault}`}</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}
