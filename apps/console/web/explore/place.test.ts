import { expect, it } from 'vitest';
import { placeOf } from './place.ts';

const message = (place: string, words: string) => `invalid parameter "query": ${place}: parse error: ${words}`;

it('marks the word at which the query stops making sense', () => {
  expect(placeOf(message('1:5', 'unexpected identifier "bar"'), 'foo bar + 1')).toEqual({
    before: 'foo ',
    at: 'bar',
    after: ' + 1',
  });
});

it('counts lines', () => {
  expect(placeOf(message('2:8', 'bad duration syntax'), 'sum(\n  rate(5q))')).toEqual({
    before: 'sum(\n  rate(',
    at: '5q',
    after: '))',
  });
});

it('counts bytes, as Prometheus does', () => {
  expect(placeOf(message('1:14', 'unexpected "="'), 'up{job="ü",}=+ ')?.before).toBe('up{job="ü",}');
});

it('marks the end of a query that lacks something', () => {
  expect(placeOf(message('1:7', 'unclosed left parenthesis'), 'sum(up')).toEqual({
    before: 'sum(up',
    at: '',
    after: '',
  });
});

it('marks nothing when the message names no place', () => {
  expect(placeOf('query timed out in expression evaluation', 'up')).toBeUndefined();
});
