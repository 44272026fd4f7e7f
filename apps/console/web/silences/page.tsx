import { AlertsHead } from '../alerts/head.tsx';
import { useSearchParams } from '../shell/search.ts';
import { Empty } from '../shell/states.tsx';
import { SilenceForm } from './form.tsx';
import { SilenceList } from './list.tsx';

export default function SilencesPage({ params: { view } }: { readonly params: { readonly view?: string } }) {
  const [search] = useSearchParams();
  const filter = search.getAll('filter').join(',');
  if (view === undefined) return <Silences />;
  return (
    <>
      <AlertsHead title="Silence alerts" />
      {view === 'new' ? (
        <SilenceForm key={filter} initial={filter} />
      ) : (
        <Empty>There is no such page of silences. Those above may be meant.</Empty>
      )}
    </>
  );
}

function Silences() {
  return (
    <>
      <AlertsHead title="Silences" />
      <SilenceList />
    </>
  );
}
