import { expect, it } from 'vitest';
import { csvOf, summaryOf } from './inspect.ts';

it('a result is written for spreadsheets, quotes and commas included', () => {
  expect(csvOf([{ time: 1_769_880_000, series: 'a{b="c,d"}', value: '+Inf' }])).toBe(
    '"Time","Series","Value"\r\n"2026-01-31T17:20:00.000Z","a{b=""c,d""}","+Inf"\r\n',
  );
});

it('a query says how it was asked and how much came back', () => {
  const metric = {};
  const result = {
    resultType: 'matrix',
    result: [
      {
        metric,
        values: [
          [1, '1'],
          [2, '2'],
        ],
      },
      { metric, values: [] },
    ],
  } as const;
  const asked = { target: { refId: 'A' }, expr: 'a', stepMs: 10_000, tookMs: 12.4 };
  expect(summaryOf({ ...asked, instant: false, result })).toBe(
    'Asked for a range in steps of 10 s. Series: 2, samples: 2, time: 12 ms.',
  );
  expect(
    summaryOf({ ...asked, instant: true, result: { resultType: 'vector', result: [{ metric, value: [1, '1'] }] } }),
  ).toBe('Asked for one moment. Series: 1, samples: 1, time: 12 ms.');
});
