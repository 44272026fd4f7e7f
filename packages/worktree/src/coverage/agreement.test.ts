import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { linesOf } from '../testing/coverage.ts';
import { makeTree } from '../testing/make-tree.ts';
import { readCoverage } from './read.ts';

const cart = `const rates = {
  de: 0.19,
  ch: 0.081,
};

export class Cart {
  items = [];
  static empty = new Cart();

  add(item, count = 1) {
    if (count < 1) {
      throw new RangeError(
        'at least one',
      );
    }
    for (let n = 0; n < count; n += 1) this.items.push(item);
    return this;
  }

  total(country) {
    const sum = this.items
      .map((item) => item.price)
      .reduce((one, other) => one + other, 0);
    switch (country) {
      case 'de':
        return sum * (1 + rates.de);
      case 'ch':
        return sum * (1 + rates.ch);
      default:
        return country ? untaxed(sum) : sum;
    }
  }
}

function untaxed(sum) {
  try {
    return Math.round(sum);
  } finally {
    sum += 1;
  }
}

export const label = (cart) => cart.items.length > 1
  ? 'several'
  : 'one';
`;

const tests = `import { test } from 'RUNNER';
import { Cart, label } from './cart.js';
test('sells', () => {
  const cart = new Cart().add({ price: 1 }, 2);
  if (cart.total('de') !== 2.38 || label(cart) !== 'several') throw new Error('no');
});
`;

const config = `export default {
  cacheDir: 'cache',
  test: {
    include: ['shop.vitest.js'],
    coverage: {
      enabled: true,
      provider: 'istanbul',
      include: ['*.js'],
      exclude: ['shop.*'],
      reporter: ['json', 'lcovonly', 'cobertura'],
    },
  },
};
`;

test('all formats tell the same lines of one project', async () => {
  const vitest = dirname(createRequire(import.meta.url).resolve('vitest/package.json'));
  const root = makeTree({
    'package.json': '{ "type": "module" }',
    'cart.js': cart,
    'shop.vitest.js': tests.replace('RUNNER', 'vitest'),
    'shop.test.js': tests.replace('RUNNER', 'node:test'),
    'vitest.config.js': config,
  });
  symlinkSync(resolve(vitest, '..'), join(root, 'node_modules'));
  const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
    execFileSync(process.execPath, args, { cwd: root, env: { PATH: process.env['PATH'], ...env }, stdio: 'pipe' });
  run([join(vitest, 'vitest.mjs'), 'run']);
  run(['--test', 'shop.test.js'], { NODE_V8_COVERAGE: join(root, 'v8') });

  const read = async (path: string) => readCoverage(path, { root });
  const istanbul = await read('coverage/coverage-final.json');
  expect(istanbul).toMatchObject({ format: 'istanbul', foreignCount: 0, gone: [] });
  const lines = linesOf(istanbul.files);
  expect(lines).toEqual({
    'cart.js': '1,7,8,11,12,16,17,21,22,23,24,26,28,30,36,37,39,43 / 1,7,8,11,16,17,21,22,23,24,26,43',
  });
  for (const [path, format] of [
    ['coverage/lcov.info', 'lcov'],
    ['coverage/cobertura-coverage.xml', 'cobertura'],
    ['v8', 'v8'],
  ] as const) {
    const report = await read(path);
    expect(report.format).toBe(format);
    expect(linesOf(report.files), format).toEqual(lines);
  }
});
