import { expect, it } from 'vitest';
import { percent, readRequests, sumOf, totalOf } from './requests.ts';

it('requests are served, refused or failed', () => {
  const of = (provider: string, outcome: string, value: string) =>
    ({ metric: { provider, outcome }, value: [1, value] }) as const;
  const requests = readRequests([
    of('p', 'success', '10'),
    of('p', 'caller_error', '1.5'),
    of('p', 'client_abort', '1'),
    of('p', 'unavailable', '2'),
    of('q', 'upstream_error', '3'),
    of('q', 'stream_cut', '4'),
  ]);
  expect([...requests]).toEqual([
    ['p', { served: 12.5, refused: 2, failed: 0 }],
    ['q', { served: 0, refused: 0, failed: 7 }],
  ]);
  expect(totalOf(sumOf(requests.values()))).toBe(21.5);
});

it.each([
  [0, 0, '0 %'],
  [0, 5, '0 %'],
  [5, 5, '100 %'],
  [1, 100_000, '0.1 %'],
  [99_999, 100_000, '99.9 %'],
  [1, 3, '33 %'],
])('%d of %d is %s', (part, total, text) => {
  expect(percent(part, total)).toBe(text);
});
