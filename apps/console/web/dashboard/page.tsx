import { useQuery } from '@tanstack/react-query';
import { toFault } from '../api/fault.ts';
import { getJson } from '../api/http.ts';
import { FaultNote, Loading } from '../shell/states.tsx';
import { Dashboard } from './dashboard.tsx';
import { FileList } from './file-list.tsx';
import { useDashboards } from './files.ts';
import { readModel } from './read.ts';

export default function DashboardPage({ uid }: { readonly uid: string }) {
  const {
    data: model,
    error,
    refetch,
  } = useQuery({
    queryKey: ['dashboard-file', uid],
    queryFn: async ({ signal }) =>
      readModel(await getJson(`/api/v1/dashboards/${encodeURIComponent(uid)}`, { signal })),
    staleTime: 0,
  });
  if (model !== undefined) return <Dashboard model={model} />;
  return (
    <div className="dashboards">
      <h1>{uid}</h1>
      {error ? <FaultNote error={error} retry={refetch} /> : <Loading />}
      {error && toFault(error).status === 404 && <OtherDashboards />}
    </div>
  );
}

function OtherDashboards() {
  const { data } = useDashboards();
  return data && <FileList files={data} />;
}
