import { useState } from 'react';
import { FaultNote, Loading } from '../shell/states.tsx';
import { FileList } from './file-list.tsx';
import { useDashboards } from './files.ts';

/** All dashboards of the folder. */
export default function DashboardsPage() {
  const { data, error, refetch } = useDashboards();
  const [search, setSearch] = useState('');
  return (
    <div className="dashboards">
      <h1>Dashboards</h1>
      <input
        type="search"
        aria-label="Search dashboards"
        placeholder="Search by title, text or tag"
        value={search}
        onChange={({ target }) => setSearch(target.value)}
      />
      {error && <FaultNote error={error} retry={refetch} />}
      {data === undefined && !error && <Loading />}
      {data && <FileList files={data} search={search} />}
    </div>
  );
}
