import { readFileSync } from 'node:fs';
import { collectDefaultMetrics, type Metric, Registry as PromRegistry } from 'prom-client';
import { processMetrics } from './catalogue/process.ts';
import { familyHeader, formatValue, labelPairs, rawPrefix } from './text.ts';

/** Reads how many threads the process has; `undefined` where the system does not say. */
export type ThreadReader = () => number | undefined;

/** The number of threads from `/proc/self/status`, which only Linux has. */
export function readThreads(readStatus = () => readFileSync('/proc/self/status', 'utf8')): number | undefined {
  try {
    const found = /^Threads:\s*(\d+)$/m.exec(readStatus());
    return found?.[1] === undefined ? undefined : Number(found[1]);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new Error('cannot read the number of threads from /proc/self/status', { cause: error });
  }
}

/** The series of the running process: prom-client's defaults, its threads and its uptime. */
export function processSource(countThreads: ThreadReader = readThreads): () => Promise<string> {
  const defaults = new PromRegistry();
  collectDefaultMetrics({ register: defaults });
  return async () => {
    let text = '';
    for (const metric of await defaults.getMetricsAsJSON()) text += render(metric);
    const threads = countThreads();
    if (threads !== undefined) text += own('process_threads', threads);
    return text + own('service_uptime_seconds', process.uptime());
  };
}

type PromFamily = Awaited<ReturnType<PromRegistry['getMetricsAsJSON']>>[number];
type PromValue = Awaited<ReturnType<Metric['get']>>['values'][number] & { metricName?: string };

function render(family: PromFamily): string {
  const values: PromValue[] = 'values' in family && Array.isArray(family.values) ? family.values : [];
  if (values.length === 0) return '';
  const help =
    family.name in processMetrics ? processMetrics[family.name as keyof typeof processMetrics].help : family.help;
  let text = familyHeader(family.name, help, `${family.type}`);
  for (const { labels, value, metricName } of values) {
    const pairs = labelPairs(labels as Readonly<Record<string, string | number>>);
    text += `${rawPrefix(metricName ?? family.name, pairs)}${formatValue(value)}\n`;
  }
  return text;
}

function own(name: 'process_threads' | 'service_uptime_seconds', value: number): string {
  const { help, type } = processMetrics[name];
  return `${familyHeader(name, help, type)}${name} ${formatValue(value)}\n`;
}
