import { setImmediate as nextTurn } from 'node:timers/promises';
import { catalogue, type MetricsOf, type RecordedMetricName } from './catalogue.ts';
import { Counter } from './counter.ts';
import { TelemetryError } from './errors.ts';
import { Gauge } from './gauge.ts';
import { Histogram } from './histogram.ts';
import { processSource, type ThreadReader } from './process-source.ts';
import { contentType, familyHeader } from './text.ts';

/** Characters after which a slice is handed out: well below 1 ms of work, far above the cost of a turn. */
const sliceChars = 64 * 1024;

/**
 * Series that are read where they live, at scrape time, instead of being recorded.
 *
 * `lines` gives complete lines with their line feed, from prefixes that the source caches (see `linePrefix`). The
 * registry writes the header, and between two slices the event loop turns, so what is read may change in between.
 */
export interface Source {
  /** The families of this source, in the order they are exposed. */
  readonly metrics: readonly RecordedMetricName[];
  lines(metric: RecordedMetricName): Iterable<string>;
}

export interface RegistryOptions {
  /** Whether to expose process_*, nodejs_* and service_uptime_seconds of this process; default true. */
  processMetrics?: boolean;
  /** Where process_threads comes from; default `/proc/self/status`. */
  readThreads?: ThreadReader;
}

interface Lines {
  lines(): Iterable<string>;
}

/** The metrics of one program. Two registries in one process share nothing. */
export class Registry {
  readonly contentType = contentType;
  readonly #families = new Map<RecordedMetricName, Lines>();
  readonly #hooks: (() => void | Promise<void>)[] = [];
  readonly #process: (() => Promise<string>) | undefined;

  constructor(options: RegistryOptions = {}) {
    if (options.processMetrics !== false) this.#process = processSource(options.readThreads);
  }

  /** The counter of this name; the same object every time. Without open labels its series start at 0 now. */
  counter<N extends MetricsOf<'counter'>>(name: N): Counter<N> {
    return this.#family(name, Counter<N>);
  }

  /** The gauge of this name; the same object every time. Its series are exported once they have a value. */
  gauge<N extends MetricsOf<'gauge'>>(name: N): Gauge<N> {
    return this.#family(name, Gauge<N>);
  }

  /** The histogram of this name; the same object every time. Without open labels its series start at 0 now. */
  histogram<N extends MetricsOf<'histogram'>>(name: N): Histogram<N> {
    return this.#family(name, Histogram<N>);
  }

  /**
   * Adds series that are read at scrape time.
   *
   * @throws TelemetryError `name_taken` when one of its metrics is already recorded or read here
   */
  addSource(source: Source): void {
    const taken = source.metrics.find((name) => this.#families.has(name));
    if (taken !== undefined) throw nameTaken(taken);
    for (const name of source.metrics) this.#families.set(name, { lines: () => source.lines(name) });
  }

  /** Runs `hook` before every scrape, which waits for it and fails with it: a hook bounds its own time. */
  beforeScrape(hook: () => void | Promise<void>): void {
    this.#hooks.push(hook);
  }

  /** The exposition in slices. The event loop turns between two slices, so a scrape of many series delays no request. */
  async *expose(): AsyncGenerator<string, void, undefined> {
    await Promise.all(this.#hooks.map((hook) => hook()));
    let slice = (await this.#process?.()) ?? '';
    for (const [name, family] of this.#families) {
      const { help, type } = catalogue[name];
      // Nothing at all of a family without a value.
      let header = familyHeader(name, help, type);
      for (const line of family.lines()) {
        slice += header + line;
        header = '';
        if (slice.length < sliceChars) continue;
        yield slice;
        slice = '';
        await nextTurn();
      }
    }
    if (slice !== '') yield slice;
  }

  #family<N extends RecordedMetricName, F extends Lines>(name: N, kind: new (name: N) => F): F {
    const known = this.#families.get(name);
    if (known instanceof kind) return known;
    if (known !== undefined) throw nameTaken(name);
    const family = new kind(name);
    this.#families.set(name, family);
    return family;
  }
}

export function createRegistry(options: RegistryOptions = {}): Registry {
  return new Registry(options);
}

function nameTaken(name: string): TelemetryError {
  return new TelemetryError('name_taken', `${name} is already exposed by this registry`);
}
