import type { DashboardModel } from '../model.ts';

/** How a dashboard is looked at: all of it stands in the address, in Grafana's own parameters. */
export interface View {
  /** Grafana's syntax: `now-15m`, ISO 8601 or epoch milliseconds. */
  readonly from: string;
  readonly to: string;
  /** `browser`, `utc` or an IANA name. */
  readonly timeZone: string;
  /** Such as `10s`; empty for off. */
  readonly refresh: string;
  /** Chosen values by variable; one that is absent was never chosen. */
  readonly variables: Readonly<Record<string, readonly string[]>>;
  /** Id of the only panel that is shown. */
  readonly panel: number | undefined;
  /** Id of the panel whose queries are shown. */
  readonly inspect: number | undefined;
  /** Without anything around the panels. */
  readonly kiosk: boolean;
}

/** Parameters to set; undefined takes one away. */
export type Changes = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What the address says, and where it is silent, the dashboard. */
export function readView(search: URLSearchParams, model: DashboardModel): View {
  const names = new Set([...search.keys()].filter((key) => key.startsWith('var-')));
  const refresh = search.get('refresh') ?? model.refresh ?? '';
  return {
    from: search.get('from') || model.time?.from || 'now-6h',
    to: search.get('to') || model.time?.to || 'now',
    timeZone: zoneOf(search.get('timezone') || model.timezone),
    refresh: /^\d+[smhd]$/.test(refresh) ? refresh : '',
    variables: Object.fromEntries([...names].map((key) => [key.slice('var-'.length), search.getAll(key)])),
    panel: panelIn(search.get('viewPanel')),
    inspect: panelIn(search.get('inspect')),
    kiosk: search.has('kiosk') && search.get('kiosk') !== 'false',
  };
}

/** The parameters with some of them changed; those that nobody here knows stay as they are. */
export function changed(search: URLSearchParams, changes: Changes): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    const values = value === undefined ? [] : [value].flat();
    if (JSON.stringify(next.getAll(name)) === JSON.stringify(values)) continue;
    next.delete(name);
    for (const one of values) next.append(name, one);
  }
  return next;
}

/** The parameters that say all of a view, so that the link shows the same wherever it is opened. */
export function completed(search: URLSearchParams, view: View, values: View['variables']): URLSearchParams {
  const { from, to, timeZone: timezone, refresh } = view;
  const chosen = Object.entries(values).map(([name, value]) => [`var-${name}`, value.length === 0 ? '' : value]);
  return changed(search, { from, to, timezone, ...Object.fromEntries(chosen), refresh });
}

/** Grafana wrote `3` once and writes `panel-3` now. */
function panelIn(text: string | null): number | undefined {
  const [, id] = /^(?:panel-)?(\d+)$/.exec(text ?? '') ?? [];
  return id === undefined ? undefined : Number(id);
}

/** How the address names a panel. */
export function panelName(id: number): string {
  return `panel-${id}`;
}

function zoneOf(text: string | undefined): string {
  if (text === undefined || text === '' || text === 'browser') return 'browser';
  if (text.toLowerCase() === 'utc') return 'utc';
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    // A zone that this browser does not know: its own is the next best.
    return 'browser';
  }
}
