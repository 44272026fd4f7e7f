import { expect, test } from 'vitest';
import { parseExposition } from './parse-exposition.ts';

const counter = '# HELP a_total A.\n# TYPE a_total counter\n';
const histogram = '# HELP h H.\n# TYPE h histogram\n';

test('values and labels are read', () => {
  const found = parseExposition(`${counter}a_total{x="1,\\"\\\\\\n",y="}"} 4.5e-7\n`);
  expect(found.value('a_total', { y: '}', x: '1,"\\\n' })).toBe(4.5e-7);
  expect(found.value('a_total', { x: '2' })).toBeUndefined();
});

test.each([
  ['no line feed at the end', `${counter}a_total 1`],
  ['a sample without a header', 'a_total 1\n'],
  ['a sample of another family', `${counter}b_total 1\n`],
  ['a family told twice', `${counter}a_total 1\n${counter}a_total{x="1"} 1\n`],
  ['a family without samples', counter],
  ['TYPE without HELP', '# TYPE a_total counter\na_total 1\n'],
  ['a series told twice', `${counter}a_total{x="1",y="2"} 1\na_total{y="2",x="1"} 1\n`],
  ['a label told twice', `${counter}a_total{x="1",x="2"} 1\n`],
  ['an unescaped quote', `${counter}a_total{x="1"2"} 1\n`],
  ['an unknown escape', `${counter}a_total{x="\\t"} 1\n`],
  ['a trailing comma', `${counter}a_total{x="1",} 1\n`],
  ['a value that is no number', `${counter}a_total undefined\n`],
  ['a counter below 0', `${counter}a_total -1\n`],
  ['a time stamp', `${counter}a_total 1 1700000000\n`],
  ['an empty line', `${counter}a_total 1\n\n`],
  [
    'descending buckets',
    `${histogram}h_bucket{le="2"} 0\nh_bucket{le="1"} 0\nh_bucket{le="+Inf"} 0\nh_sum 0\nh_count 0\n`,
  ],
  ['buckets that lose values', `${histogram}h_bucket{le="1"} 2\nh_bucket{le="+Inf"} 1\nh_sum 0\nh_count 1\n`],
  ['a count that is not the last bucket', `${histogram}h_bucket{le="+Inf"} 1\nh_sum 0\nh_count 2\n`],
])('%s is refused', (_, text) => {
  expect(() => parseExposition(text)).toThrow();
});
