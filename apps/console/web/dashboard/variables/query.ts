import { Fault } from '../../api/fault.ts';
import { askPrometheus, queryInstant } from '../../api/prometheus.ts';
import { showSeries } from '../../frames/legend.ts';
import type { Interval } from '../../panels/props.ts';

/** A question for values, of the kinds that Grafana's data source for Prometheus knows. */
export type ValueQuery =
  | { readonly kind: 'label_values'; readonly label: string; readonly selector: string | undefined }
  | { readonly kind: 'query_result'; readonly expr: string }
  | { readonly kind: 'metrics'; readonly pattern: string }
  | { readonly kind: 'label_names' };

/** @throws Fault when it is none of them */
export function parseValueQuery(text: string): ValueQuery {
  const [, name, inside = ''] = /^\s*(\w+)\((.*)\)\s*$/s.exec(text) ?? [];
  const argument = inside.trim();
  if (name === 'query_result' && argument !== '') return { kind: name, expr: argument };
  if (name === 'metrics') return { kind: name, pattern: argument || '.*' };
  if (name === 'label_names') return { kind: name };
  if (name === 'label_values') {
    // The label is what comes last: the selector before it has commas of its own.
    const [, selector, label] = /^(?:(.+),)?\s*([a-zA-Z_]\w*)$/s.exec(argument) ?? [];
    if (label !== undefined) return { kind: name, label, selector: selector?.trim() };
  }
  throw new Fault(
    `The console does not understand the variable query ${JSON.stringify(text)}.`,
    'It knows label_values(metric, label), label_values(label), query_result(query), metrics(regex) and label_names().',
  );
}

/** Asks Prometheus for the values, as far as they had any in that time. */
export async function askValues(query: ValueQuery, range: Interval, signal: AbortSignal): Promise<readonly string[]> {
  const time = { start: String(range.from / 1000), end: String(range.to / 1000) };
  switch (query.kind) {
    case 'label_values': {
      const match = query.selector === undefined ? {} : { 'match[]': query.selector };
      return await askPrometheus(`label/${query.label}/values`, { ...time, ...match }, signal);
    }
    case 'metrics': {
      const names = await askPrometheus<string[]>('label/__name__/values', time, signal);
      const pattern = new RegExp(query.pattern);
      return names.filter((name) => pattern.test(name));
    }
    case 'label_names':
      return await askPrometheus('labels', time, signal);
    case 'query_result': {
      const { result } = await queryInstant(query.expr, range.to / 1000, signal);
      return result.map(({ metric, value: [at, value] = [0, ''] }) => `${showSeries(metric)} ${value} ${at * 1000}`);
    }
  }
}
