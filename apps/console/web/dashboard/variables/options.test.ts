import { describe, expect, it } from 'vitest';
import type { VariableModel } from '../model.ts';
import { ownOptions, queryOptions } from './options.ts';

const model = (fields: Partial<VariableModel>): VariableModel => ({ type: 'query', name: 'v', ...fields });
const texts = (values: readonly string[], fields: Partial<VariableModel>) =>
  queryOptions(values, model(fields)).map(({ text }) => text);

describe('the answers of a query', () => {
  const values = ['b10', 'B2', 'a1', 'b10'];

  it.each([
    [0, ['b10', 'B2', 'a1']],
    [1, ['B2', 'a1', 'b10']],
    [2, ['b10', 'a1', 'B2']],
    [3, ['a1', 'B2', 'b10']],
    [4, ['b10', 'B2', 'a1']],
    [5, ['a1', 'b10', 'B2']],
    [6, ['B2', 'b10', 'a1']],
    [7, ['a1', 'B2', 'b10']],
    [8, ['b10', 'B2', 'a1']],
  ])('stand once each in the order %i', (sort, sorted) => {
    expect(texts(values, { sort })).toEqual(sorted);
  });

  it('are cut by a regular expression, its first group or its names', () => {
    expect(texts(['host-1:80', 'other', 'host-2:81'], { regex: '/host-(\\d)/' })).toEqual(['1', '2']);
    expect(texts(['HOST'], { regex: '/host/i' })).toEqual(['HOST']);
    expect(texts(['a', 'ab'], { regex: 'a.' })).toEqual(['ab']);
    expect(queryOptions(['x{id="7",n="Seven"}'], model({ regex: '/id="(?<value>\\d)",n="(?<text>\\w+)"/' }))).toEqual([
      { value: '7', text: 'Seven' },
    ]);
  });
});

it.each([
  [
    { type: 'custom', query: 'a, b\\,c , Name : value' },
    [
      ['a', 'a'],
      ['b,c', 'b,c'],
      ['Name', 'value'],
    ],
  ],
  [
    { type: 'interval', query: '1m,5m' },
    [
      ['1m', '1m'],
      ['5m', '5m'],
    ],
  ],
  [{ type: 'constant', query: 'x, y' }, [['x, y', 'x, y']]],
  [{ type: 'datasource', query: 'prometheus' }, [['Prometheus', 'prometheus']]],
])('%j offers %j', (fields, offered) => {
  expect(ownOptions(model(fields)).map(({ text, value }) => [text, value])).toEqual(offered);
});
