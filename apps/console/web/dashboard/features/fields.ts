import { fieldReducers, getValueFormatterIndex } from '../../grafana/data.ts';
import { any, type Shape, strangeIn } from './shape.ts';

const units = getValueFormatterIndex();

/** One that the pipeline has a format for; any other is only written behind the number, misspelt as it may be. */
function isUnit(unit: unknown): boolean {
  return (
    typeof unit === 'string' &&
    (unit === '' || unit in units || /^(prefix|suffix|time|si|count|currency|bool):/.test(unit))
  );
}

/** `lastNotNull` and the like. */
export function isCalc(id: unknown): boolean {
  return typeof id === 'string' && fieldReducers.getIfExists(id) !== undefined;
}

/** A value leads to one place. Pages of the console open in its own tab, whatever the link wants. */
function isOneLink(links: unknown): boolean {
  return (
    Array.isArray(links) &&
    links.length <= 1 &&
    strangeIn(links, { '[]': any('title', 'url', 'targetBlank') }, '').length === 0
  );
}

/** Curves and states have no place for a link. */
const withLinks: readonly string[] = ['table', 'stat', 'gauge', 'bargauge'];

const mapped: Shape = any('text', 'color', 'index');

/** Field options of every type of panel: Grafana's own pipeline carries them out. */
export const standard = {
  unit: isUnit,
  ...any('min', 'max', 'fieldMinMax', 'decimals', 'displayName', 'noValue'),
  color: {
    mode: (mode) => /^(thresholds|fixed|shades|palette-classic(-by-name)?|continuous-[\w-]+)$/.test(String(mode)),
    fixedColor: 'any',
    seriesBy: ['last', 'min', 'max'],
  },
  mappings: {
    '[]': {
      type: ['value', 'range', 'regex', 'special'],
      options: { from: 'any', to: 'any', match: 'any', pattern: 'any', result: mapped, '*': mapped },
    },
  },
  thresholds: { mode: ['absolute', 'percentage'], steps: 'any' },
  links: isOneLink,
} satisfies Readonly<Record<string, Shape>>;

const hideFrom: Shape = any('viz', 'legend', 'tooltip');

/** Options of a field by type of panel. Those with a single value are drawn as Grafana draws them by default. */
export const custom: Readonly<Record<string, { readonly [key: string]: Shape }>> = {
  timeseries: {
    drawStyle: ['line', 'bars', 'points'],
    lineInterpolation: ['linear', 'smooth', 'stepBefore', 'stepAfter'],
    lineWidth: 'any',
    lineStyle: { fill: ['solid', 'dash', 'dot'], dash: 'any' },
    fillOpacity: 'any',
    gradientMode: ['none'],
    spanNulls: 'any',
    insertNulls: [false],
    showPoints: ['auto', 'always', 'never'],
    showValues: [false],
    pointSize: 'any',
    stacking: { mode: ['none', 'normal', 'percent'], group: 'any' },
    axisPlacement: ['auto', 'left', 'right', 'hidden'],
    ...any('axisLabel', 'axisSoftMin', 'axisSoftMax'),
    axisBorderShow: [false],
    axisCenteredZero: [false],
    axisColorMode: ['text'],
    scaleDistribution: { type: ['linear', 'log', 'symlog'], log: [2, 10], linearThreshold: 'any' },
    thresholdsStyle: { mode: ['off', 'line', 'dashed', 'area', 'line+area', 'dashed+area'] },
    barAlignment: [0],
    barWidthFactor: [0.6],
    hideFrom,
  },
  'state-timeline': {
    ...any('lineWidth', 'fillOpacity'),
    insertNulls: [false],
    spanNulls: [false],
    axisPlacement: ['auto'],
    // Its legend is one of states, whichever rows have them.
    hideFrom: { viz: 'any', legend: 'any', tooltip: [false] },
  },
  table: {
    align: ['auto', 'left', 'center', 'right'],
    ...any('width', 'minWidth'),
    cellOptions: {
      type: ['auto', 'color-text', 'color-background'],
      mode: ['basic'],
      applyToRow: [false],
      wrapText: [false],
    },
    hidden: 'any',
    // It has neither legend nor tooltip.
    hideFrom,
    inspect: [false],
    filterable: [false],
    footer: { reducers: { '[]': [] } },
  },
};

/** What the field configuration of a type of panel may say. */
export function fieldShape(type: string): Shape {
  const { links, ...others } = standard;
  return { ...others, ...(withLinks.includes(type) && { links }), custom: custom[type] ?? {} };
}

/** How an override finds its fields; the pipeline carries them out. */
export const matcher: Shape = {
  id: [
    'byName',
    'byNames',
    'byRegexp',
    'byRegexpOrNames',
    'byType',
    'byTypes',
    'byFrameRefID',
    'byValue',
    'numeric',
    'time',
  ],
  options: 'any',
  scope: ['series'],
};
