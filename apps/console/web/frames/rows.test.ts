import { expect, it } from 'vitest';
import { rowsOf } from './rows.ts';

it('keeps values exactly as Prometheus wrote them', () => {
  const result = ['0.1000', '+Inf', 'NaN', '12345678901234567890'].map((value) => ({
    metric: { __name__: 'm', a: '<b>"' },
    value: [1.5, value] as const,
  }));
  expect(rowsOf({ resultType: 'vector', result })).toEqual(
    ['0.1000', '+Inf', 'NaN', '12345678901234567890'].map((value) => ({ series: 'm{a="<b>\\""}', time: 1.5, value })),
  );
});

it('has a row for each sample of a range', () => {
  const values = [
    [1, '1'],
    [2, '2'],
  ] as const;
  expect(rowsOf({ resultType: 'matrix', result: [{ metric: {}, values }] })).toEqual([
    { series: '{}', time: 1, value: '1' },
    { series: '{}', time: 2, value: '2' },
  ]);
});
