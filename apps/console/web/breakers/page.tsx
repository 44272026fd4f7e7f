import { useState } from 'react';
import { useLocation } from 'wouter';
import { useSearchParams } from '../shell/search.ts';
import { Empty, Loading } from '../shell/states.tsx';
import { AllActions } from './all-actions.tsx';
import { idOf } from './breaker.ts';
import type { Change } from './change.ts';
import { Confirm } from './confirm.tsx';
import { Details } from './details.tsx';
import { addressOf, applyFilter, type Filter, readFilter } from './filter.ts';
import { FilterBar } from './filter-bar.tsx';
import { useBreakers } from './queries.ts';
import { RecentChanges } from './recent-changes.tsx';
import { BreakerTable } from './table.tsx';
import { useToken } from './token.ts';
import { Refusal, TokenForm } from './token-form.tsx';
import './breakers.css';

/** All keys with the state of their breakers, live; with the admin token, also what can be done about them. */
export default function BreakersPage() {
  const [search] = useSearchParams();
  const filter = readFilter(search);
  const [, navigate] = useLocation();
  const [change, setChange] = useState<Change>();
  const { breakers, counts, source, errors } = useBreakers();
  const hasToken = useToken() !== undefined;
  const shown = applyFilter(breakers ?? [], filter);
  const chosen = breakers?.find(({ keyId }) => keyId === filter.key);
  const show = (changes: Partial<Filter>) => navigate(addressOf({ ...filter, ...changes }), { replace: true });
  return (
    <div className="breakers">
      <header>
        <h1>Breakers</h1>
        <p className="quiet">
          {source === 'gateway'
            ? 'As the gateway tells it, every few seconds.'
            : errors.length > 0
              ? 'As it was last known.'
              : 'As Prometheus last saw it, some 10 seconds ago at most.'}
        </p>
      </header>
      <TokenForm />
      {errors.map((error) => (
        <Refusal key={String(error)} error={error} />
      ))}
      {breakers === undefined && errors.length === 0 && <Loading />}
      {breakers?.length === 0 && (
        <Empty>No key is known yet. Does the gateway run? npx switchgear status, and npx switchgear logs gateway</Empty>
      )}
      {breakers !== undefined && breakers.length > 0 && (
        <>
          <FilterBar filter={filter} onChange={show} breakers={breakers} shown={shown.length} />
          {source === 'gateway' && (
            <AllActions breakers={breakers} counts={counts} provider={filter.provider} onChange={setChange} />
          )}
          {filter.key !== '' && chosen === undefined && (
            <Empty>No key is called {filter.key}: it may have been removed.</Empty>
          )}
          <div className={chosen ? 'with-details' : ''}>
            {shown.length === 0 ? (
              <Empty>No key fits. Change the filter, or show all states of all providers.</Empty>
            ) : (
              <BreakerTable
                // Another choice is looked at from its top.
                key={addressOf({ ...filter, key: '' })}
                breakers={shown}
                chosen={chosen && idOf(chosen)}
                onChoose={({ keyId }) => show({ key: keyId === filter.key ? '' : keyId })}
              />
            )}
            {chosen && <Details breaker={chosen} onClose={() => show({ key: '' })} onChange={setChange} />}
          </div>
        </>
      )}
      {hasToken && <RecentChanges />}
      {change && <Confirm change={change} onClose={() => setChange(undefined)} />}
    </div>
  );
}
