import type { Labels, Sample } from './exposition.ts';

interface QueryAnswer {
  readonly status: string;
  readonly error?: string;
  readonly data?: { readonly result: readonly { readonly metric: Labels; readonly value: [number, string] }[] };
}

/** Asks a Prometheus by PromQL. */
export class PrometheusClient {
  readonly #baseUrl: string;

  constructor(baseUrl: string) {
    this.#baseUrl = baseUrl;
  }

  /** An instant query, as samples; `__name__` becomes the name. */
  async query(expression: string): Promise<Sample[]> {
    const response = await fetch(`${this.#baseUrl}/api/v1/query?query=${encodeURIComponent(expression)}`);
    const answer = (await response.json()) as QueryAnswer;
    if (answer.status !== 'success') throw new Error(`Prometheus refused ${expression}: ${answer.error}`);
    return (answer.data?.result ?? []).map(({ metric: { __name__: name = '', ...labels }, value }) => ({
      name,
      labels,
      value: Number(value[1]),
    }));
  }

  /** The one value of a query; undefined when it finds no series. */
  async value(expression: string): Promise<number | undefined> {
    const samples = await this.query(expression);
    if (samples.length > 1) throw new Error(`${expression} has ${samples.length} results, one was expected`);
    return samples[0]?.value;
  }
}
