import { useSyncExternalStore } from 'react';
import { createTheme, type GrafanaTheme2 } from '../grafana/data.ts';

export type Mode = 'light' | 'dark';

const key = 'switchgear.theme';
const system = matchMedia('(prefers-color-scheme: light)');
const listeners = new Set<() => void>();
const themes: Record<Mode, GrafanaTheme2> = {
  light: createTheme({ colors: { mode: 'light' } }),
  dark: createTheme({ colors: { mode: 'dark' } }),
};

/** What the address says (`?theme=light`, as in Grafana), what was chosen here, else what the system prefers. */
function currentMode(): Mode {
  const asked = new URLSearchParams(location.search).get('theme') ?? localStorage.getItem(key);
  if (asked === 'light' || asked === 'dark') return asked;
  return system.matches ? 'light' : 'dark';
}

let mode = currentMode();
document.documentElement.dataset['theme'] = mode;
system.addEventListener('change', () => apply(currentMode()));

function apply(next: Mode): void {
  mode = next;
  document.documentElement.dataset['theme'] = next;
  for (const listener of listeners) listener();
}

export function useMode(): Mode {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => mode,
  );
}

/** Grafana's colours in the mode of the page. */
export function useTheme(): GrafanaTheme2 {
  return themes[useMode()];
}

export function toggleMode(): void {
  const next = mode === 'dark' ? 'light' : 'dark';
  localStorage.setItem(key, next);
  apply(next);
}

export function ThemeButton() {
  const other = useMode() === 'dark' ? 'light' : 'dark';
  return (
    <button type="button" className="theme" title={`Change to ${other} (t o)`} onClick={toggleMode}>
      {other === 'light' ? 'Light' : 'Dark'}
    </button>
  );
}
