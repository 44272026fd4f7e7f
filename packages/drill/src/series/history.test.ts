import { expect, test } from 'vitest';
import { History, sampleLine, seriesName } from './history.ts';

const now = 1_000_000;
const history = (series: Record<string, string>) => new History({ series: () => series, intervalSeconds: 30 }, now);

test('the last sample of every series lies at now, however many there are, and gaps are left out', () => {
  expect(history({ 'a{x="1"}': '1 2', b: '5 _ 7' }).openMetrics()).toBe(
    ['a{x="1"} 1 999970', 'a{x="1"} 2 1000000', 'b 5 999940', 'b 7 1000000', '# EOF', ''].join('\n'),
  );
});

test('series may depend on now', () => {
  const world = { series: (at: number) => ({ start: `${at - 60}` }), intervalSeconds: 30 };
  expect(new History(world, now).openMetrics()).toContain('start 999940 1000000');
});

test('what is exposed afterwards goes on as between the last two samples, once per interval', () => {
  const counted = history({ counter: '0+5x3', gauge: '3 7 7', once: '4' });
  expect(counted.exposition(now + 29)).toBe('counter 15\ngauge 7\nonce 4\n');
  expect(counted.exposition(now + 61)).toBe('counter 25\ngauge 7\nonce 4\n');
});

test('a series that has ended is not exposed', () => {
  expect(history({ gone: '1x5 _x3' }).exposition(now)).toBe('');
});

test('names, label values and infinities are written as Prometheus reads them', () => {
  expect(seriesName('m', { __name__: 'other', path: 'a\\b"c\nd' })).toBe('m{path="a\\\\b\\"c\\nd"}');
  expect(sampleLine('m', Number.NEGATIVE_INFINITY, 5)).toBe('m -Inf 5\n');
});
