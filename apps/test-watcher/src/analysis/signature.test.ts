import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseResult } from '../model.ts';
import { signatureOf } from './signature.ts';

function failed(message: string, stack = '', name = 'cart > adds'): CaseResult {
  return { file: 'src/cart.test.ts', name, status: 'fail', durationMs: 3, failure: { message, stack } };
}

const two = (digits: number) => String(digits).padStart(2, '0');

/** What changes between two runs of one failure: one text for every seed. */
const changing: Readonly<Record<string, (seed: number) => string>> = {
  line: (seed) => `src/cart.ts:${(seed % 900) + 1}:${(seed % 70) + 1}`,
  'line of Python': (seed) => `File "cart.py", line ${(seed % 900) + 1}, in add`,
  duration: (seed) => `timed out after ${seed % 9999}.${seed % 10} ms`,
  seconds: (seed) => `took ${(seed % 100) / 10}s`,
  address: (seed) => `object at 0x${(seed * 7919 + 1).toString(16)}`,
  port: (seed) => `connect ECONNREFUSED 127.0.0.1:${(seed % 60_000) + 1024}`,
  'port of a name': (seed) => `http://localhost:${(seed % 60_000) + 1024}/cart`,
  host: (seed) => `from 10.${seed % 256}.${(seed >> 3) % 256}.${(seed >> 5) % 256}`,
  'temporary folder': (seed) => `ENOENT: '/tmp/shop-${seed.toString(36)}/cart.json'`,
  'temporary folder of macOS': (seed) => `/private/var/folders/zz/${seed.toString(36)}/T/x.json`,
  'temporary folder of Windows': (seed) => `C:\\Users\\me\\AppData\\Local\\Temp\\shop-${seed}\\cart.json`,
  uuid: (seed) => `id ${seed.toString(16).padStart(8, '0')}-9dad-41d1-80b4-${seed.toString(16).padStart(12, 'a')}`,
  timestamp: (seed) => `at ${new Date(Date.UTC(2026, 0, 1) + seed * 1_234_567).toISOString()}`,
  date: (seed) => new Date(Date.UTC(2026, 0, 1) + (seed % 20_000) * 86_400_000).toUTCString(),
  time: (seed) => `${two(seed % 24)}:${two(seed % 60)}:${two((seed >> 2) % 60)}`,
  epoch: (seed) => `expected ${1_760_000_000_000 + seed} to be later`,
  commit: (seed) => `at commit ${(seed + 1).toString(16).padStart(7, '1')}`,
  process: (seed) => `pid ${(seed % 99_999) + 1} has ended`,
  'short number': (seed) => `got ${seed % 1000} items, ${(seed % 77) / 10} left, #${seed % 10}`,
  'actual value': (seed) => `expected ${seed % 1000} to be 2`,
  'actual value of Jest': (seed) => `Expected: 2\nReceived: ${seed % 1000}`,
  'actual value of pytest': (seed) => `assert ${seed % 1000} == 2`,
  'actual length': (seed) => `expected [ ${seed % 10}, ${seed % 7} ] to have a length of 3 but got ${seed % 100}`,
  'quoted random text': (seed) => `no session '${seed.toString(36).padStart(5, 'k3')}9x4'`,
  'random text with a name': (seed) => `ENOENT: .cache/shop-a1${(seed + 1000).toString(36)}7z/cart.json`,
  'folder named tmp': (seed) => `open build/tmp/${seed.toString(36)}/cart.json`,
  'folder named Temp': (seed) => `D:\\a\\_temp\\${seed.toString(36)}\\cart.json`,
  'hexadecimal id': (seed) =>
    `request ${(seed % 0xffff).toString(16).padStart(4, '0')}a1 and req_${(seed + 0x1000000).toString(16)}`,
  'long duration': (seed) =>
    `waited ${seed % 60}m${seed % 59}s, ${seed % 9} hours, ${seed % 99}μs, 1.${seed % 99}e-${(seed % 8) + 1} s`,
};

describe('the signature of a failure', () => {
  it.each(Object.keys(changing))('is the same whatever the %s', (what) => {
    const textOf = changing[what] ?? String;
    fc.assert(
      fc.property(fc.nat(10_000_000), fc.nat(10_000_000), (one, other) => {
        const of = (seed: number) =>
          signatureOf(failed(`boom: ${textOf(seed)}`, `Error: boom\n    at add (src/cart.ts:${seed % 500}:3)`));
        expect(of(one)).toBe(of(other));
      }),
      { numRuns: 200 },
    );
  });

  it('is the same when the frames of libraries and of Node.js have changed', () => {
    const stack = (inner: string) => `Error: no\n    at ${inner}\n    at add (src/cart.ts:3:1)\n    at ${inner}`;
    expect(signatureOf(failed('no', stack('node_modules/a/b.js:1:2')))).toBe(
      signatureOf(failed('no', stack('node:internal/process:7:2'))),
    );
  });

  it('is the same however long the values at the end of the message are', () => {
    const of = (length: number) =>
      signatureOf(failed(`expected ${'x'.repeat(3000)} in ${length}${'y'.repeat(length)}`));
    expect(of(10)).toBe(of(5000));
  });

  it('is another one for another message, test, file or place', () => {
    const one = failed('expected 1 to be 2', 'at add (src/cart.ts:3:1)');
    const others = [
      failed('expected 1 to be 3', 'at add (src/cart.ts:3:1)'),
      failed('expected 1 to equal 2', 'at add (src/cart.ts:3:1)'),
      failed('expected 1 to have a length of 2 but got 1', 'at add (src/cart.ts:3:1)'),
      failed('expected 1 to have a length of 3 but got 1', 'at add (src/cart.ts:3:1)'),
      failed('Expected: 2\nReceived: 1', 'at add (src/cart.ts:3:1)'),
      failed('Expected: 3\nReceived: 1', 'at add (src/cart.ts:3:1)'),
      failed('assert 1 == 2', 'at add (src/cart.ts:3:1)'),
      failed('assert 1 == 3', 'at add (src/cart.ts:3:1)'),
      failed('2 !== 3', 'at add (src/cart.ts:3:1)'),
      failed('expected: <2> but was: <1>', 'at add (src/cart.ts:3:1)'),
      failed('expected: <3> but was: <1>', 'at add (src/cart.ts:3:1)'),
      failed("expected 'a' to be 'user2abc'", 'at add (src/cart.ts:3:1)'),
      failed("expected 'a' to be 'user3abc'", 'at add (src/cart.ts:3:1)'),
      failed("no field 'address1'", 'at add (src/cart.ts:3:1)'),
      failed("no field 'address2'", 'at add (src/cart.ts:3:1)'),
      failed('expected 1 to be 2', 'at remove (src/cart.ts:3:1)'),
      failed('expected 1 to be 2', 'at add (src/cart.ts:3:1)', 'cart > removes'),
      failed('expected 1 to be 2', 'at add (src/cart.ts:3:1)', 'cart > adds 2'),
      { ...one, file: 'src/pay.test.ts' },
    ];
    expect(new Set([one, ...others].map(signatureOf)).size).toBe(others.length + 1);
  });

  it('is found of any text', () => {
    const unit = [
      '/tmp/',
      'C:/',
      '1.1.1.',
      '2026-01-0',
      ':1',
      '0x',
      'May ',
      'a1b2c3d',
      '1 ',
      'after 1',
      'to be 1',
      'a1b',
      'x',
      '1e',
    ];
    for (const text of unit) signatureOf(failed(text.repeat(200_000), text.repeat(200_000)));
    signatureOf({ file: '', name: '', status: 'fail', durationMs: 0 });
  });
});
