import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRegistry } from './registry.ts';
import { parseExposition, scrape } from './testing/index.ts';
import { contentType, formatValue, linePrefix } from './text.ts';

test('whatever a label value holds, a scraper reads it back', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: fc.constantFrom('\\', '"', '\n', '{', '}', ',', '=', ' ', 'n', 'é', '🙂') }),
      async (api) => {
        const metrics = createRegistry({ processMetrics: false });
        metrics.counter('api_unavailable_total').inc({ api });
        expect((await scrape(metrics)).value('api_unavailable_total', { api })).toBe(1);
      },
    ),
  );
});

test('two label values that only differ in what is escaped are two series', async () => {
  const metrics = createRegistry({ processMetrics: false });
  metrics.counter('api_unavailable_total').inc({ api: 'a\n' });
  metrics.counter('api_unavailable_total').inc({ api: 'a\\n' });
  expect((await scrape(metrics)).samples('api_unavailable_total')).toHaveLength(2);
});

test('every finite number survives the text format', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const found = parseExposition(`# HELP x Y.\n# TYPE x gauge\nx ${formatValue(value)}\n`);
      expect(found.value('x')).toBe(value === 0 ? 0 : value);
    }),
  );
});

test('special values are spelled as Prometheus spells them', () => {
  const special = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN];
  expect(special.map(formatValue)).toEqual(['+Inf', '-Inf', 'NaN']);
});

test('a line prefix ends where the value begins', () => {
  expect(linePrefix('api_cost_usd_total', { api: 'a"b' })).toBe('api_cost_usd_total{api="a\\"b"} ');
  expect(linePrefix('system_cpu_percent', {})).toBe('system_cpu_percent ');
});

// Prometheus 3 refuses a scrape whose Content-Type it does not know; 2.x guessed.
test('the Content-Type is the one of the text format', () => {
  expect(contentType).toBe('text/plain; version=0.0.4; charset=utf-8');
  expect(createRegistry({ processMetrics: false }).contentType).toBe(contentType);
});
