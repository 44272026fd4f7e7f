import type { MouseEvent } from 'react';
import './legend.css';
import type { LegendItem } from './legend-items.ts';
import { isolate, type Shown, toggle } from './shown.ts';

/** `options.legend` of a panel. */
export interface LegendOptions {
  readonly showLegend?: boolean;
  readonly displayMode?: 'list' | 'table' | 'hidden';
  readonly placement?: 'bottom' | 'right';
  readonly calcs?: readonly string[];
}

interface LegendProps {
  readonly items: readonly LegendItem[];
  readonly calcs: readonly { readonly id: string; readonly name: string }[];
  readonly isTable: boolean;
  readonly shown: Shown;
  readonly onShow: (shown: Shown) => void;
}

/** The series by name and colour. A click draws one alone and again all; with Ctrl, ⌘ or Shift, one more or less. */
export function Legend({ items, calcs, isTable, shown, onShow }: LegendProps) {
  const all = items.map(({ id }) => id);
  const press = (id: string, { ctrlKey, metaKey, shiftKey }: MouseEvent) =>
    onShow(ctrlKey || metaKey || shiftKey ? toggle(shown, id, all) : isolate(shown, id));
  const button = ({ id, name, color }: LegendItem) => (
    <button
      type="button"
      title={name}
      aria-pressed={shown === undefined || shown.has(id)}
      onClick={(event) => press(id, event)}
    >
      <span className="swatch" style={{ background: color }} />
      <span className="name">{name}</span>
    </button>
  );
  if (!isTable) {
    return (
      <ul className="legend" aria-label="Series">
        {items.map((item) => (
          <li key={item.id}>
            {button(item)}
            {item.values.map((value, index) => (
              <span key={calcs[index]?.id} className="num" title={calcs[index]?.name}>
                {calcs.length > 1 && <span className="quiet">{calcs[index]?.name} </span>}
                {value}
              </span>
            ))}
          </li>
        ))}
      </ul>
    );
  }
  return (
    <div className="legend">
      <table aria-label="Series">
        <thead>
          <tr>
            <th scope="col">Name</th>
            {calcs.map(({ id, name }) => (
              <th key={id} scope="col" className="num">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <th scope="row">{button(item)}</th>
              {item.values.map((value, index) => (
                <td key={calcs[index]?.id} className="num">
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
