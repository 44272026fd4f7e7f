import { describe, expect, it } from 'vitest';
import { FieldType } from '../grafana/data.ts';
import { framesOf, parseValue } from './from-prometheus.ts';

const columns = (frame: ReturnType<typeof framesOf>[number] | undefined) =>
  frame?.fields.map(({ name, type, values }) => [name, type, values]);

describe('a range query', () => {
  const grid = { start: 10_000, end: 50_000, step: 10_000 };
  const target = { refId: 'A', legendFormat: '{{job}}' };

  it('has a gap where a series has no point, also at its start and end', () => {
    const metric = { __name__: 'up', job: 'a' };
    const values = [
      [20, '1'],
      [40, 'NaN'],
    ] as const;
    const [frame] = framesOf({ resultType: 'matrix', result: [{ metric, values }] }, target, grid, false);
    expect(columns(frame)).toEqual([
      ['Time', FieldType.time, [10_000, 20_000, 30_000, 40_000, 50_000]],
      ['Value', FieldType.number, [null, 1, null, Number.NaN, null]],
    ]);
    expect(frame).toMatchObject({
      name: 'a',
      refId: 'A',
      fields: [{}, { labels: metric, config: { displayNameFromDS: 'a' } }],
    });
  });

  it('has a frame for each series', () => {
    const result = ['a', 'b'].map((job) => ({ metric: { job }, values: [[10, '1']] as const }));
    expect(framesOf({ resultType: 'matrix', result }, target, grid, false).map(({ name }) => name)).toEqual(['a', 'b']);
  });
});

describe('an instant query', () => {
  const result = [
    { metric: { job: 'a' }, value: [5, '1'] as const },
    { metric: { job: 'b', zone: 'z' }, value: [5, '+Inf'] as const },
  ];

  it('has a frame with one point for each series', () => {
    const frames = framesOf({ resultType: 'vector', result }, { refId: 'A' }, undefined, false);
    expect(frames.map(columns)).toEqual([
      [
        ['Time', FieldType.time, [5000]],
        ['Value', FieldType.number, [1]],
      ],
      [
        ['Time', FieldType.time, [5000]],
        ['Value', FieldType.number, [Number.POSITIVE_INFINITY]],
      ],
    ]);
  });

  it('as a table has a row for each series and a column for each label', () => {
    const target = { refId: 'B', format: 'table' };
    const [frame] = framesOf({ resultType: 'vector', result }, target, undefined, false);
    expect(columns(frame)).toEqual([
      ['Time', FieldType.time, [5000, 5000]],
      ['job', FieldType.string, ['a', 'b']],
      ['zone', FieldType.string, ['', 'z']],
      ['Value', FieldType.number, [1, Number.POSITIVE_INFINITY]],
    ]);
    expect(framesOf({ resultType: 'vector', result }, target, undefined, true)[0]?.fields.at(-1)?.name).toBe(
      'Value #B',
    );
  });
});

it.each([
  ['1e3', 1000],
  ['+Inf', Number.POSITIVE_INFINITY],
  ['-Inf', Number.NEGATIVE_INFINITY],
  ['NaN', Number.NaN],
])('%s is read as %d', (text, value) => {
  expect(parseValue(text)).toBe(value);
});
