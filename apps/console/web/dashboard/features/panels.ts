import { transformations } from '../../grafana/transform.ts';
import { isCalc } from './fields.ts';
import { any, type Shape } from './shape.ts';

const flag: Shape = [true, false];
const orientation: Shape = ['auto', 'horizontal', 'vertical'];
const reduceOptions: Shape = { calcs: { '[]': isCalc }, fields: 'any', values: flag, limit: 'any' };
const tooltip: Shape = { mode: ['single', 'multi', 'none'], sort: ['none', 'asc', 'desc'], hideZeros: [false] };

/** Options by type of panel with the values that are drawn; one that is absent is not. */
export const options: Readonly<Record<string, Shape>> = {
  timeseries: {
    legend: {
      displayMode: ['list', 'table', 'hidden'],
      placement: ['bottom', 'right'],
      showLegend: flag,
      calcs: { '[]': isCalc },
    },
    tooltip,
  },
  'state-timeline': {
    showValue: ['auto', 'always', 'never'],
    rowHeight: 'any',
    mergeValues: flag,
    alignValue: ['left', 'center', 'right'],
    perPage: 'any',
    legend: { displayMode: ['list', 'hidden'], placement: ['bottom'], showLegend: flag, calcs: 'any' },
    tooltip: { mode: ['single', 'multi', 'none'], sort: 'any', hideZeros: [false] },
  },
  stat: {
    reduceOptions,
    orientation,
    graphMode: ['none', 'area'],
    // A ground has one colour, without Grafana's gradient.
    colorMode: ['none', 'value', 'background', 'background_solid'],
    justifyMode: ['auto', 'center'],
    textMode: ['auto', 'value', 'value_and_name', 'name', 'none'],
    wideLayout: flag,
    showPercentChange: flag,
    percentChangeColorMode: ['standard', 'inverted', 'same_as_value'],
  },
  gauge: {
    reduceOptions,
    orientation,
    showThresholdLabels: flag,
    showThresholdMarkers: flag,
    sizing: ['auto'],
    // They count for sizes that are not reckoned from the panel's.
    ...any('minVizWidth', 'minVizHeight'),
  },
  bargauge: {
    reduceOptions,
    orientation,
    displayMode: ['basic', 'gradient', 'lcd'],
    valueMode: ['color', 'text', 'hidden'],
    namePlacement: ['auto', 'top', 'left', 'hidden'],
    showUnfilled: flag,
    sizing: ['auto'],
    ...any('minVizWidth', 'minVizHeight', 'maxVizHeight'),
    legend: { showLegend: [false], displayMode: 'any', placement: 'any', calcs: 'any' },
  },
  table: {
    frameIndex: 'any',
    showHeader: flag,
    cellHeight: ['sm', 'md', 'lg'],
    sortBy: { '[]': { displayName: 'any', desc: flag } },
    showTypeIcons: [false],
    footer: { show: [false], '*': 'any' },
  },
  text: {
    // HTML is shown as text.
    mode: ['markdown', 'code'],
    content: 'any',
    code: { language: ['plaintext'], showLineNumbers: [false], showMiniMap: [false] },
  },
  alertlist: {
    maxItems: 'any',
    sortOrder: [1, 2, 3, 4, 5],
    // Prometheus has no other states.
    stateFilter: { firing: flag, pending: flag, '*': 'any' },
    alertName: 'any',
    alertInstanceLabelFilter: [''],
    viewMode: ['list'],
    groupMode: ['default'],
    groupBy: { '[]': [] },
    dashboardAlerts: [false],
    // Each instance has a line of its own.
    showInstances: 'any',
    // There is one source of alerts.
    datasource: 'any',
  },
};

/** What a query may say. */
export const target: Shape = {
  ...any('refId', 'expr', 'legendFormat'),
  instant: flag,
  range: flag,
  format: ['time_series', 'table'],
  interval: isLiteral,
  intervalFactor: [1, ''],
  hide: flag,
  exemplar: [false],
  // What Grafana's editor of queries keeps for itself, and the data source, which is looked at apart.
  ...any(
    'datasource',
    'editorMode',
    'queryType',
    'useBackend',
    'fullMetaSearch',
    'includeNullMetadata',
    'disableTextWrap',
  ),
  adhocFilters: { '[]': [] },
};

/** What any panel may say besides options, field configuration and queries. */
export const panel: Shape = {
  ...any('id', 'type', 'title', 'description', 'transparent', 'gridPos'),
  links: { '[]': any('title', 'url', 'targetBlank', 'tooltip', 'includeVars', 'keepTime') },
  interval: isLiteral,
  maxDataPoints: 'any',
  transformations: {
    '[]': { id: Object.keys(transformations), options: 'any', disabled: 'any', topic: ['series'] },
  },
  // Without `repeat` and a time of its own they say nothing.
  ...any('repeatDirection', 'maxPerRow', 'hideTimeOverride'),
  // Of the program that wrote the file.
  pluginVersion: 'any',
  // Of rows, or looked at apart.
  ...any('collapsed', 'panels', 'datasource', 'options', 'fieldConfig', 'targets'),
};

/** A length of time without a variable in it. */
function isLiteral(text: unknown): boolean {
  return typeof text === 'string' && !text.includes('$') && !text.includes('[[');
}
