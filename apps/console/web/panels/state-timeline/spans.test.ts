import { expect, it } from 'vitest';
import { draw } from '../../plot/testing/draw.ts';
import { spanAt, spansOf } from './spans.ts';

const defaults = {
  mappings: [{ type: 'value', options: { 0: { text: 'closed', color: 'green' }, 2: { text: 'open', color: 'red' } } }],
};
const spans = (values: string, more = {}) => {
  const [curve] = draw({ a: values }, { defaults, type: 'state-timeline' });
  if (curve === undefined) throw new Error('no curve');
  return spansOf(curve.field, curve.times, { merge: true, range: { from: 0, to: 100_000 }, stepMs: 10_000, ...more });
};
const told = (all: ReturnType<typeof spans>) =>
  all.map(({ from, to, state }) => `${from / 1000}-${to / 1000} ${state.text}`);

it('lets each state last until the next, and the last one a step', () => {
  expect(told(spans('0 0 2 0'))).toEqual(['0-20 closed', '20-30 open', '30-40 closed']);
});

it('knows nothing where there is no value', () => {
  expect(told(spans('0 - - 0'))).toEqual(['0-10 closed', '30-40 closed']);
});

it('stays within the range that was asked for', () => {
  expect(told(spans('0 0 2 2', { range: { from: 5000, to: 35_000 } }))).toEqual(['5-20 closed', '20-35 open']);
});

it('keeps every value apart when they are not merged', () => {
  expect(told(spans('0 0 2', { merge: false }))).toEqual(['0-10 closed', '10-20 closed', '20-30 open']);
});

it('finds the state at a time, and none in a gap', () => {
  const all = spans('0 - 2');
  expect(spanAt(all, 9_999)?.state.text).toBe('closed');
  expect(spanAt(all, 10_000)).toBeUndefined();
  expect(spanAt(all, 20_000)?.state.text).toBe('open');
});
