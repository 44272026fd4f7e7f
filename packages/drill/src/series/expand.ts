import { DrillError } from '../errors.ts';

/** One sample per interval; null where there is none. */
export type Samples = readonly (number | null)[];

const number = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[+-]?Inf|NaN`;
const part = new RegExp(`^(?:(_)|(${number})([+-](?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)?)(?:x(\\d+))?$`);

/**
 * Expands the notation of promtool's unit tests: `5` one sample, `5x3` four of them, `0+2x3` four that grow by 2, `_`
 * and `_x3` none, `stale` none either: a history that is filled in afterwards knows no staleness markers, so a series
 * that ends is gone for Prometheus 5 minutes later.
 *
 * @throws DrillError bad_world
 */
export function expand(notation: string): (number | null)[] {
  return notation.trim().split(/\s+/).flatMap(expandPart);
}

function expandPart(text: string): (number | null)[] {
  if (text === 'stale') return [null];
  const [found, gap, start = '', step, repeat] = part.exec(text) ?? [];
  if (found === undefined || (step !== undefined && repeat === undefined)) {
    throw new DrillError('bad_world', `series: "${text}" is no sample; write for example 5, 5x3, 0+2x3, _x3 or stale`);
  }
  if (gap !== undefined) return Array.from({ length: Number(repeat ?? 1) }, () => null);
  const samples = [numberOf(start)];
  // By steps, as promtool does: the same roundings.
  while (samples.length <= Number(repeat ?? 0)) samples.push((samples.at(-1) ?? 0) + Number(step ?? 0));
  return samples;
}

function numberOf(text: string): number {
  return text.endsWith('Inf') ? Number(text.replace('Inf', 'Infinity')) : Number(text);
}
