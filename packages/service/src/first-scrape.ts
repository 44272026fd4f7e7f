import type { Registry } from '@switchgear/telemetry';

/** After a scrape has begun, its answer may take this long to leave. */
const answerMs = 500;

/**
 * Resolves after the first scrape, or after this many milliseconds if nobody scrapes. Prometheus sees only what a counter
 * gains between two scrapes: what a program counts before its first one shows in no graph of increases.
 */
export function firstScrape(registry: Pick<Registry, 'beforeScrape'>, timeoutMs: number): Promise<void> {
  return new Promise((resolve) => {
    const limit = setTimeout(resolve, timeoutMs).unref();
    registry.beforeScrape(() => {
      clearTimeout(limit);
      setTimeout(resolve, answerMs).unref();
    });
  });
}
