import { useSearchParams } from '../shell/search.ts';
import { wantedOf } from './narrow.ts';
import { severities } from './rules.ts';

interface FilterBarProps {
  /** What is filtered, in the plural. */
  readonly what: string;
  readonly states?: readonly string[];
  readonly shown: number;
  readonly total: number;
}

/** Narrows a list by what stands in the address. */
export function FilterBar({ what, states = [], shown, total }: FilterBarProps) {
  const [search, setSearch] = useSearchParams();
  const { text, severity, state } = wantedOf(search);
  const change = (name: string, value: string) =>
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        if (value === '') after.delete(name);
        else after.set(name, value);
        return after;
      },
      { replace: true },
    );
  return (
    <search className="filter-bar">
      <input
        type="search"
        aria-label={`Filter ${what}`}
        placeholder="Name, label or word"
        value={text}
        onChange={({ target }) => change('q', target.value)}
      />
      <Choice label="Severity" values={severities} value={severity} onChange={(value) => change('severity', value)} />
      {states.length > 0 && (
        <Choice label="State" values={states} value={state} onChange={(value) => change('state', value)} />
      )}
      <output className="quiet">{shown === total ? `${total} ${what}` : `${shown} of ${total} ${what}`}</output>
    </search>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly values: readonly string[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Choice({ label, values, value, onChange }: ChoiceProps) {
  return (
    <select aria-label={label} value={value} onChange={({ target }) => onChange(target.value)}>
      <option value="">any {label.toLowerCase()}</option>
      {values.map((one) => (
        <option key={one}>{one}</option>
      ))}
    </select>
  );
}
