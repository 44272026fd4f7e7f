import { type KeyboardEvent, useRef, useState } from 'react';
import { Icon } from '../icon.tsx';
import { Popover } from '../popover.tsx';
import { narrowed, toggled } from './choose.ts';
import { all, textsOf, type Variable } from './variable.ts';

interface ChoiceProps {
  readonly label: string;
  readonly variable: Variable;
  readonly choose: (value: readonly string[]) => void;
}

/** Opens the choices of a variable. Several are taken over when they are all made, as one change. */
export function ChoiceControl({ label, variable, choose }: ChoiceProps) {
  const draft = useRef<readonly string[]>(undefined);
  const shown = textsOf(variable).join(' + ') || 'None';
  return (
    <Popover
      label={`${label}: ${shown}`}
      className="chosen"
      icon={
        <>
          <span>{shown}</span> <Icon name="down" />
        </>
      }
      onClose={() => {
        if (draft.current !== undefined && String(draft.current) !== String(variable.value)) choose(draft.current);
        draft.current = undefined;
      }}
    >
      {(close) => (
        <Choices
          label={label}
          variable={variable}
          onChange={(value) => {
            draft.current = value;
            if (!variable.model.multi) close();
          }}
        />
      )}
    </Popover>
  );
}

/** More would only make scrolling longer; searching is quicker. */
const most = 200;

interface ChoicesProps {
  readonly label: string;
  readonly variable: Variable;
  readonly onChange: (value: readonly string[]) => void;
}

function Choices({ label, variable, onChange }: ChoicesProps) {
  const { model, options } = variable;
  const [value, setValue] = useState(variable.value);
  const [wanted, setWanted] = useState('');
  const found = narrowed(options, wanted);
  const listed = [...(model.includeAll && wanted === '' ? [{ text: 'All', value: all }] : []), ...found.slice(0, most)];
  const pick = (picked: string) => {
    const next = toggled(value, picked, model.multi === true);
    setValue(next);
    onChange(next);
  };
  return (
    <fieldset className="choices" aria-label={label} onKeyDown={moveFocus}>
      <input
        type="search"
        aria-label={`Search ${label}`}
        placeholder="Search"
        value={wanted}
        onChange={({ target }) => setWanted(target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || found[0] === undefined) return;
          // The same key would open again what it closes.
          event.preventDefault();
          pick(found[0].value);
        }}
      />
      <div role="listbox" aria-label={label} aria-multiselectable={model.multi === true}>
        {listed.map((option) => (
          <button
            key={option.value}
            type="button"
            role="option"
            aria-selected={value.includes(option.value)}
            onClick={() => pick(option.value)}
          >
            {option.text || '(empty)'}
          </button>
        ))}
      </div>
      {found.length > most && <p className="quiet">{`${found.length - most} more: search to find them.`}</p>}
      {found.length === 0 && (
        <p className="empty">
          {options.length === 0 ? 'Prometheus knows no values in this time.' : 'No value has this in it.'}
        </p>
      )}
    </fieldset>
  );
}

/** Up and down between the search and the choices. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input, button')];
  stops[stops.indexOf(document.activeElement as HTMLElement) + step]?.focus();
}
