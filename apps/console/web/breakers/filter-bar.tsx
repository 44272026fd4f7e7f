import type { Breaker } from './breaker.ts';
import { type Filter, type StateFilter, stateFilters } from './filter.ts';

interface FilterBarProps {
  readonly filter: Filter;
  readonly onChange: (filter: Partial<Filter>) => void;
  readonly breakers: readonly Breaker[];
  /** How many of them fit. */
  readonly shown: number;
}

export function FilterBar({ filter, onChange, breakers, shown }: FilterBarProps) {
  const providers = [...new Set(breakers.map(({ provider }) => provider))];
  const ofProvider = breakers.filter(({ provider }) => filter.provider === '' || provider === filter.provider);
  return (
    <search className="filters">
      <input
        type="search"
        aria-label="Filter by name"
        placeholder="Filter by name"
        value={filter.text}
        onChange={({ target }) => onChange({ text: target.value })}
      />
      <select
        aria-label="Provider"
        value={filter.provider}
        onChange={({ target }) => onChange({ provider: target.value })}
      >
        <option value="">all providers</option>
        {[...new Set([...providers, filter.provider])].filter(Boolean).map((provider) => (
          <option key={provider}>{provider}</option>
        ))}
      </select>
      <select
        aria-label="State"
        value={filter.state}
        onChange={({ target }) => onChange({ state: target.value as StateFilter })}
      >
        {Object.entries(stateFilters).map(([value, { name, holds }]) => (
          <option key={value} value={value}>
            {name} ({ofProvider.filter(holds).length})
          </option>
        ))}
      </select>
      <span className="quiet" role="status">
        {shown === breakers.length ? `${shown} keys` : `${shown} of ${breakers.length} keys`}
      </span>
    </search>
  );
}
