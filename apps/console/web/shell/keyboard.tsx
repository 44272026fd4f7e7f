import './keyboard.css';
import { useRef } from 'react';
import { useLocation } from 'wouter';
import { useShortcuts } from './keyboard-keys.ts';
import { shortcuts, writeKeys } from './keyboard-list.ts';
import { toggleMode } from './theme.tsx';

/** The shortcuts that work on every page, and the help that lists all of them. */
export function Keyboard() {
  const help = useRef<HTMLDialogElement>(null);
  const [, navigate] = useLocation();
  useShortcuts({
    home: () => navigate('/'),
    dashboards: () => navigate('/dashboards'),
    breakers: () => navigate('/breakers'),
    alerts: () => navigate('/alerts'),
    explore: () => navigate('/explore'),
    theme: toggleMode,
    help: () => help.current?.showModal(),
  });
  const groups = Map.groupBy(shortcuts, ({ group }) => group);
  return (
    <dialog ref={help} className="shortcuts" aria-labelledby="shortcuts">
      <form method="dialog">
        <h2 id="shortcuts">Keyboard shortcuts</h2>
        {[...groups].map(([group, list]) => (
          <table key={group}>
            <caption>{group}</caption>
            <tbody>
              {list.map(({ action, keys, does }) => (
                <tr key={action}>
                  <th scope="row">
                    {keys.map((key, at) => (
                      <span key={key}>
                        {at > 0 && ' or '}
                        <kbd>{writeKeys(key)}</kbd>
                      </span>
                    ))}
                  </th>
                  <td>{does}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ))}
        <button type="submit">Close</button>
      </form>
    </dialog>
  );
}
