import type { Labels } from '../api/prometheus.ts';

/** The name of a series: what `{{label}}` in the format stands for, or, without a format, all of it in PromQL. */
export function seriesName(labels: Labels, format = ''): string {
  if (format !== '' && format !== '__auto') {
    return format.replaceAll(/\{\{\s*(.+?)\s*\}\}/g, (_, label: string) =>
      Object.hasOwn(labels, label) ? (labels[label] ?? '') : '',
    );
  }
  return showSeries(labels);
}

/** `name{label="value"}`; `{}` without labels. */
export function showSeries({ __name__: name = '', ...labels }: Labels): string {
  const list = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  return list.length === 0 && name !== '' ? name : `${name}{${list.join(', ')}}`;
}
