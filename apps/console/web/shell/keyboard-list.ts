/** What a shortcut does, for those who handle it. */
export type Action = (typeof shortcuts)[number]['action'];

/** All shortcuts; where Grafana has one for the same, it is that. The help and the handlers read this list. */
export const shortcuts = [
  { group: 'Anywhere', keys: ['g h'], action: 'home', does: 'Go to Home' },
  { group: 'Anywhere', keys: ['g d'], action: 'dashboards', does: 'Go to Dashboards' },
  { group: 'Anywhere', keys: ['g b'], action: 'breakers', does: 'Go to Breakers' },
  { group: 'Anywhere', keys: ['g a'], action: 'alerts', does: 'Go to Alerts' },
  { group: 'Anywhere', keys: ['g e'], action: 'explore', does: 'Go to Explore' },
  { group: 'Anywhere', keys: ['t o'], action: 'theme', does: 'Change between light and dark' },
  { group: 'Anywhere', keys: ['[Shift]+?', 'h'], action: 'help', does: 'Show these shortcuts' },
  { group: 'Time', keys: ['t z', 'Control+z'], action: 'zoomOut', does: 'Zoom out' },
  { group: 'Time', keys: ['t ArrowLeft'], action: 'earlier', does: 'Move the range earlier' },
  { group: 'Time', keys: ['t ArrowRight'], action: 'later', does: 'Move the range later' },
  { group: 'Time', keys: ['t a'], action: 'absolute', does: 'Hold the range where it is' },
  { group: 'Dashboard', keys: ['d r'], action: 'refresh', does: 'Refresh all panels' },
  { group: 'Dashboard', keys: ['d k'], action: 'kiosk', does: 'Show only panels, or all again' },
  { group: 'Dashboard', keys: ['v'], action: 'view', does: 'View alone the panel under the pointer or with the focus' },
  { group: 'Dashboard', keys: ['i'], action: 'inspect', does: 'Inspect its query' },
  { group: 'Dashboard', keys: ['Escape'], action: 'back', does: 'Go back to the whole dashboard' },
] as const;

const written: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  Control: 'Ctrl',
  Escape: 'Esc',
};

/** Keys as a person reads them: `t ←`. */
export function writeKeys(keys: string): string {
  return keys.replace('[Shift]+', '').replaceAll(/\w{2,}/g, (key) => written[key] ?? key);
}
