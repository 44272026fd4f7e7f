import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDeeperThan } from './depth.ts';

const deeper = (most: number, text: string) => isDeeperThan(most, Buffer.from(text));

describe('the depth of JSON', () => {
  it.each([
    ['[[]]', 2],
    ['{"a":{"b":[]}}', 3],
    ['[{},[],{}]', 2],
    ['"[[["', 0],
    ['{"[\\"[[":"\\\\"}', 1],
  ])('of %s is %i', (text, depth) => {
    expect(deeper(depth, text)).toBe(false);
    expect(depth === 0 || deeper(depth - 1, text)).toBe(true);
  });

  it('is that of the parsed value, whatever its strings hold', () => {
    const depthOf = (value: unknown): number =>
      value !== null && typeof value === 'object' ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const depth = depthOf(value);
        const text = JSON.stringify(value);
        expect(deeper(depth, text)).toBe(false);
        expect(depth === 0 || deeper(depth - 1, text)).toBe(true);
      }),
    );
  });

  it('is found in what is no JSON at all', () => {
    expect(deeper(200, '['.repeat(201))).toBe(true);
    expect(deeper(200, `"${'['.repeat(201)}`)).toBe(false);
  });
});
