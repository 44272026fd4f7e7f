import { expect, it } from 'vitest';
import { fitStat } from './fit.ts';

const plain = { main: 2, name: 0, change: false, chart: false, wide: true };

it('draws a value as large as fits', () => {
  expect(fitStat({ width: 1000, height: 66 }, plain).main).toBe(48);
  expect(fitStat({ width: 116, height: 800 }, plain).main).toBe(50);
});

it('puts the name beside the value where that leaves it larger', () => {
  const named = { ...plain, name: 3 };
  expect(fitStat({ width: 400, height: 60 }, named).beside).toBe(true);
  expect(fitStat({ width: 400, height: 60 }, { ...named, wide: false }).beside).toBe(false);
  expect(fitStat({ width: 120, height: 120 }, named).beside).toBe(false);
});

it('keeps all lines inside the cell at any size, unless the smallest text is too long', () => {
  for (const [width, height] of [
    [56, 32],
    [120, 60],
    [390, 200],
    [1200, 80],
    [90, 800],
    [1200, 800],
  ] as const) {
    for (const name of [0, 1, 6]) {
      for (const change of [false, true]) {
        for (const chart of [false, true]) {
          const fit = fitStat({ width, height }, { ...plain, name, change, chart });
          const lines = fit.beside ? Math.max(fit.name, fit.main) : (fit.name + fit.main) * 1.1;
          expect(lines + fit.change * 1.1 + 2 * fit.pad + fit.chart).toBeLessThanOrEqual(height);
          const wide = fit.beside ? fit.name * name + 8 + fit.main * 2 : fit.main * 2;
          if (fit.main > 10) expect(wide + 2 * fit.pad).toBeLessThanOrEqual(width);
        }
      }
    }
  }
});
