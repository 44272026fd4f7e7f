import { parseValueQuery } from '../variables/query.ts';
import type { Shape } from './shape.ts';

const variable = {
  name: 'any',
  type: 'any',
  label: 'any',
  description: 'any',
  hide: [0, 1, 2],
  current: 'any',
  options: 'any',
  skipUrlSync: [false],
  // What is not in the list is not taken.
  allowCustomValue: 'any',
  id: 'any',
} as const satisfies Shape;

const several = { multi: 'any', includeAll: 'any', allValue: 'any' } as const satisfies Shape;

/** Variables by type. */
export const variables: Readonly<Record<string, Shape>> = {
  datasource: { ...variable, query: ['prometheus'], regex: [''], multi: [false], includeAll: [false], refresh: 'any' },
  query: {
    ...variable,
    ...several,
    query: isValueQuery,
    definition: 'any',
    datasource: isPrometheus,
    regex: 'any',
    sort: [0, 1, 2, 3, 4, 5, 6, 7, 8],
    // It is asked when the dashboard opens and with each refresh.
    refresh: 'any',
    useTags: [false],
  },
  custom: { ...variable, ...several, query: 'any', valuesFormat: ['csv'] },
  interval: {
    ...variable,
    query: 'any',
    refresh: 'any',
    auto: [false],
    auto_count: 'any',
    auto_min: 'any',
    multi: [false],
    includeAll: [false],
  },
  constant: { ...variable, query: 'any' },
  textbox: { ...variable, query: 'any' },
};

/** What is asked of Prometheus. Grafana's own annotations are none that the console could have. */
export const annotation: Shape = {
  name: 'any',
  enable: 'any',
  hide: 'any',
  iconColor: 'any',
  datasource: isPrometheus,
  expr: 'any',
  target: { expr: 'any', refId: 'any', datasource: isPrometheus, editorMode: 'any', range: [true], instant: [false] },
  titleFormat: 'any',
  textFormat: 'any',
  tagKeys: 'any',
  builtIn: [0],
  useValueForTime: [false, ''],
  type: 'any',
};

/** A dashboard without its panels. */
export const dashboard: Shape = {
  uid: 'any',
  title: 'any',
  description: 'any',
  tags: 'any',
  time: 'any',
  refresh: 'any',
  timezone: 'any',
  graphTooltip: [0, 1, 2],
  weekStart: [''],
  fiscalYearStartMonth: [0],
  links: {
    '[]': {
      title: 'any',
      type: ['link', 'dashboards'],
      url: 'any',
      tags: 'any',
      tooltip: 'any',
      icon: ['', 'external link'],
      asDropdown: [false],
      targetBlank: 'any',
      includeVars: 'any',
      keepTime: 'any',
    },
  },
  // Looked at apart.
  templating: { list: 'any' },
  annotations: { list: 'any' },
  panels: 'any',
  // What a program that edits or keeps dashboards needs.
  id: 'any',
  version: 'any',
  schemaVersion: 'any',
  editable: 'any',
  preload: 'any',
  timepicker: { refresh_intervals: 'any', time_options: 'any' },
  liveNow: [false],
  style: 'any',
  gnetId: 'any',
  iteration: 'any',
  revision: 'any',
  __inputs: 'any',
  __elements: 'any',
  __requires: 'any',
};

/** A data source that the console asks, by a variable, by its name or by its type. */
export function isPrometheus(source: unknown): boolean {
  if (typeof source === 'string') return !source.startsWith('-- ');
  const { type = 'prometheus' } = source as { readonly type?: string };
  return type === 'prometheus';
}

function isValueQuery(query: unknown): boolean {
  try {
    parseValueQuery(typeof query === 'string' ? query : String((query as { query?: unknown }).query ?? ''));
    return true;
  } catch {
    return false;
  }
}
