import { callJson, type Peer } from './http.ts';

/** An alert as Prometheus sees it, which tells of it only once it fires. */
export interface EvaluatedAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly state: 'pending' | 'firing';
  /** Since when the expression of its rule has been true. */
  readonly activeAt: string;
}

/** The API of Prometheus. Every call throws CliError not_running or request_failed. */
export class PrometheusClient {
  readonly #peer: Peer;

  constructor(url: string) {
    this.#peer = { name: 'Prometheus', url: new URL(url).origin };
  }

  /** Watchdog, which always fires, is left out. */
  async alerts(): Promise<EvaluatedAlert[]> {
    const { data } = (await callJson(this.#peer, '/api/v1/alerts')) as { data: { alerts: EvaluatedAlert[] } };
    return data.alerts.filter(({ labels }) => labels['alertname'] !== 'Watchdog');
  }
}
