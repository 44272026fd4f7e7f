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
  query(expression: string): Promise<Sample[]> {
    return this.#query(expression);
  }

  /** The same at a time in seconds since the epoch. */
  queryAt(expression: string, time: number): Promise<Sample[]> {
    return this.#query(expression, `&time=${time}`);
  }

  async #query(expression: string, more = ''): Promise<Sample[]> {
    const response = await fetch(`${this.#baseUrl}/api/v1/query?query=${encodeURIComponent(expression)}${more}`);
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

  /** A range query by its times in seconds; series without a name. */
  async range(expression: string, start: number, end: number, step: number) {
    const query = new URLSearchParams({ query: expression, start: `${start}`, end: `${end}`, step: `${step}` });
    const response = await fetch(`${this.#baseUrl}/api/v1/query_range?${query}`);
    const answer = (await response.json()) as {
      readonly error?: string;
      readonly data?: { readonly result: readonly { metric: Labels; values: [number, string][] }[] };
    };
    if (answer.data === undefined) throw new Error(`Prometheus refused ${expression}: ${answer.error}`);
    return answer.data.result.map(({ metric: { __name__: _, ...labels }, values }) => ({
      labels,
      times: values.map(([time]) => time * 1000),
      values: values.map(([, value]) => Number(value)),
    }));
  }

  /** All alerting rules, in the order of their files. */
  async alertingRules(): Promise<{ readonly name: string; readonly state: string }[]> {
    const response = await fetch(`${this.#baseUrl}/api/v1/rules?type=alert`);
    const { data } = (await response.json()) as { data: { groups: { rules: { name: string; state: string }[] }[] } };
    return data.groups.flatMap(({ rules }) => rules);
  }

  /** @throws Error with the targets that have not been scraped yet, or not with success */
  async expectAllScraped(): Promise<void> {
    const response = await fetch(`${this.#baseUrl}/api/v1/targets`);
    const { data } = (await response.json()) as { data: { activeTargets: { health: string; scrapeUrl: string }[] } };
    const missing = data.activeTargets.filter(({ health }) => health !== 'up');
    if (data.activeTargets.length === 0 || missing.length > 0) {
      throw new Error(`not scraped: ${missing.map(({ scrapeUrl }) => scrapeUrl).join(', ') || 'anything'}`);
    }
  }
}
