import type { LabelSet } from '../rules/expectation.ts';
import type { World } from '../world.ts';
import { expand, type Samples } from './expand.ts';

/** All series of a world, sample by sample; the last ones lie at {@link now}. */
export class History {
  /** Seconds since the epoch. */
  readonly now: number;
  readonly #interval: number;
  readonly #series: ReadonlyMap<string, Samples>;

  constructor({ series, intervalSeconds }: Pick<World, 'series' | 'intervalSeconds'>, now: number) {
    this.now = now;
    this.#interval = intervalSeconds;
    this.#series = new Map(Object.entries(series(now)).map(([name, notation]) => [name, expand(notation)]));
  }

  /** In the form that promtool makes blocks of. */
  openMetrics(): string {
    const lines: string[] = [];
    for (const [series, samples] of this.#series) {
      const start = this.now - (samples.length - 1) * this.#interval;
      for (const [index, value] of samples.entries()) {
        if (value !== null) lines.push(sampleLine(series, value, start + index * this.#interval));
      }
    }
    return openMetrics(lines);
  }

  /** What a target exposes at a time at or after {@link now}: every series goes on as it did between its last two samples. */
  exposition(at: number): string {
    const intervals = Math.floor((at - this.now) / this.#interval);
    let text = '';
    for (const [series, samples] of this.#series) {
      const last = samples.at(-1) ?? null;
      if (last === null) continue;
      const growth = last - (samples.at(-2) ?? last);
      text += `${series} ${last + growth * intervals}\n`;
    }
    return text;
  }
}

export function sampleLine(series: string, value: number, seconds: number): string {
  return `${series} ${Number.isFinite(value) ? value : String(value).replace('Infinity', 'Inf')} ${seconds}\n`;
}

export function openMetrics(lines: readonly string[]): string {
  return `${lines.join('')}# EOF\n`;
}

/** A series as selectors and expositions write it. */
export function seriesName(name: string, { __name__: _, ...labels }: LabelSet): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${escaped(value)}"`);
  return `${name}{${pairs.join(',')}}`;
}

function escaped(value: string): string {
  return value.replaceAll(/[\\"]/g, '\\$&').replaceAll('\n', '\\n');
}
