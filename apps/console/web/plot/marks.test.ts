import { expect, it } from 'vitest';
import { marksOf } from './marks.ts';

const annotation = (title: string, from: number, to: number) => ({ title, text: '', tags: [], color: 'red', from, to });

it('marks where annotations begin, those before the range at its start, and none outside', () => {
  const all = [
    annotation('later', 600, 700),
    annotation('long', -50, 400),
    annotation('gone', -50, -10),
    annotation('next', 1100, 1200),
  ];
  const marks = marksOf(all, { from: 0, to: 1000 }, 500);
  expect(marks.map(({ x, annotations }) => [x, annotations.map(({ title }) => title)])).toEqual([
    [0, ['long']],
    [300, ['later']],
  ]);
});

it('lets annotations share a mark that would hide each other', () => {
  const marks = marksOf(
    [annotation('a', 100, 110), annotation('b', 110, 120), annotation('c', 130, 140)],
    { from: 0, to: 1000 },
    500,
  );
  expect(marks.map(({ annotations }) => annotations.length)).toEqual([2, 1]);
});
