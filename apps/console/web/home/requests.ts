import type { Series } from '../api/prometheus.ts';

/** What became of the requests of callers in the last minutes. They are counts, and as reckoned no whole numbers. */
export interface Requests {
  /** Answered; also with an error of the caller's own, or to nobody since the caller left. */
  readonly served: number;
  /** Told to come back, for want of a key. */
  readonly refused: number;
  /** Answered with an error, or cut. */
  readonly failed: number;
}

/** How far back requests are counted, in minutes. */
export const minutes = 5;

export const outcomes = `sum by (provider, outcome) (increase(gateway_requests_total[${minutes}m]))`;

const none: Requests = { served: 0, refused: 0, failed: 0 };
const kinds: Readonly<Record<string, keyof Requests>> = {
  unavailable: 'refused',
  upstream_error: 'failed',
  stream_cut: 'failed',
};

/** What the query {@link outcomes} answers, by provider. */
export function readRequests(series: readonly Series[]): ReadonlyMap<string, Requests> {
  const all = new Map<string, Requests>();
  for (const { metric, value } of series) {
    const provider = metric['provider'] ?? '';
    const known = all.get(provider) ?? none;
    const kind = kinds[metric['outcome'] ?? ''] ?? 'served';
    all.set(provider, { ...known, [kind]: known[kind] + Number(value?.[1]) });
  }
  return all;
}

export function totalOf({ served, refused, failed }: Requests): number {
  return served + refused + failed;
}

export function sumOf(requests: Iterable<Requests>): Requests {
  let sum = none;
  for (const { served, refused, failed } of requests) {
    sum = { served: sum.served + served, refused: sum.refused + refused, failed: sum.failed + failed };
  }
  return sum;
}

/** As a share that is neither all nor none while a few differ. */
export function percent(part: number, total: number): string {
  if (part === 0 || total === 0) return '0 %';
  const share = (part / total) * 100;
  if (share === 100) return '100 %';
  return `${Math.min(Math.max(share, 0.1), 99.9).toFixed(share < 10 || share > 90 ? 1 : 0)} %`;
}
