/**
 * What a field configuration may say under `custom`, by type of panel. Grafana's pipeline drops without a word what is
 * not named here, so the list of what the console draws begins with this one.
 */
export const customFields: Readonly<Record<string, readonly string[]>> = {
  timeseries: [
    'drawStyle',
    'lineInterpolation',
    'lineWidth',
    'lineStyle',
    'fillOpacity',
    'spanNulls',
    'showPoints',
    'pointSize',
    'stacking',
    'axisPlacement',
    'axisLabel',
    'axisSoftMin',
    'axisSoftMax',
    'scaleDistribution',
    'thresholdsStyle',
    'hideFrom',
  ],
  'state-timeline': ['lineWidth', 'fillOpacity', 'hideFrom'],
  table: ['align', 'width', 'minWidth', 'cellOptions', 'hidden', 'hideFrom', 'inspect'],
};
