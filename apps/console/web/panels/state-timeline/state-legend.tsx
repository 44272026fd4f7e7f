import '../../plot/legend.css';
import type { State } from './states.ts';

/** More would be neither read nor told apart. */
const most = 40;

/** What the colours mean. */
export function StateLegend({ states }: { readonly states: readonly State[] }) {
  return (
    <ul className="legend" aria-label="States">
      {states.slice(0, most).map(({ text, color }) => (
        <li key={`${text} ${color}`}>
          <span className="swatch" style={{ background: color }} />
          <span className="name" title={text}>
            {text}
          </span>
        </li>
      ))}
      {states.length > most && <li>and {states.length - most} more</li>}
    </ul>
  );
}
