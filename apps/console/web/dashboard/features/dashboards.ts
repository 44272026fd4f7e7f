import { parseValueQuery } from '../variables/query.ts';
import { any, type Shape } from './shape.ts';

const variable = {
  ...any('name', 'type', 'label', 'description', 'current', 'options', 'id'),
  hide: [0, 1, 2],
  skipUrlSync: [false],
  // What is not in the list is not taken.
  ...any('allowCustomValue'),
} satisfies Shape;

const several = any('multi', 'includeAll', 'allValue');

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
    ...any('query', 'refresh', 'auto_count', 'auto_min'),
    auto: [false],
    multi: [false],
    includeAll: [false],
  },
  constant: { ...variable, query: 'any' },
  textbox: { ...variable, query: 'any' },
};

/** What is asked of Prometheus. Grafana's own annotations are none that the console could have. */
export const annotation: Shape = {
  ...any('name', 'enable', 'hide', 'iconColor'),
  datasource: isPrometheus,
  expr: 'any',
  target: { expr: 'any', refId: 'any', datasource: isPrometheus, editorMode: 'any', range: [true], instant: [false] },
  ...any('titleFormat', 'textFormat', 'tagKeys'),
  builtIn: [0],
  useValueForTime: [false, ''],
  type: 'any',
};

/** A dashboard without its panels. */
export const dashboard: Shape = {
  ...any('uid', 'title', 'description', 'tags', 'time', 'timezone'),
  refresh: (every) => every === false || /^(\d+[smhd])?$/.test(String(every)),
  graphTooltip: [0, 1, 2],
  weekStart: ['', 'browser'],
  fiscalYearStartMonth: [0],
  links: {
    '[]': {
      title: 'any',
      type: ['link', 'dashboards'],
      ...any('url', 'tags', 'tooltip'),
      icon: ['', 'external link'],
      asDropdown: [false],
      ...any('targetBlank', 'includeVars', 'keepTime'),
    },
  },
  // Looked at apart.
  templating: { list: 'any' },
  annotations: { list: 'any' },
  panels: 'any',
  // What a program that edits or keeps dashboards needs.
  ...any('id', 'version', 'schemaVersion', 'editable', 'preload'),
  timepicker: any('refresh_intervals', 'time_options'),
  liveNow: [false],
  ...any('style', 'gnetId', 'iteration', 'revision', '__inputs', '__elements', '__requires'),
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
