import type { Row } from '../../frames/rows.ts';
import type { Asked } from '../panel-data.ts';

/** How a query was asked and how much was answered, in a line. The time includes that for which it waited for others. */
export function summaryOf({ instant, stepMs, tookMs, result }: Asked): string {
  const points = result.result.reduce((sum, { values }) => sum + (values?.length ?? 1), 0);
  const asked = instant ? 'Asked for one moment' : `Asked for a range in steps of ${stepMs / 1000} s`;
  const [series, samples] = [result.result.length, points].map((count) => count.toLocaleString('en'));
  return `${asked}. Series: ${series}, samples: ${samples}, time: ${Math.round(tookMs)} ms.`;
}

/** Rows for a spreadsheet. */
export function csvOf(rows: readonly Row[]): string {
  const lines = rows.map(({ time, series, value }) => [new Date(time * 1000).toISOString(), series, value]);
  return [['Time', 'Series', 'Value'], ...lines].map((line) => `${line.map(quoted).join(',')}\r\n`).join('');
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
