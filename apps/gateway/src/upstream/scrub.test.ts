import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scrub } from './scrub.ts';

const secret = 'sk-proj-4f9a8b7c6d5e4f3a';

describe('scrubbing', () => {
  it.each([
    ['the whole key', `bad key ${secret}.`, 'bad key [secret].'],
    ['the key twice', `${secret} ${secret}`, '[secret] [secret]'],
    ['a long part', `it began with ${secret.slice(0, 14)}`, 'it began with [secret]'],
    ['its end', `ending ${secret.slice(-12)}`, 'ending [secret]'],
    ['a masked key', 'key sk-pr****4f3a is wrong', 'key [secret] is wrong'],
    ['a shortened key', 'key sk-proj-4f9... is wrong', 'key [secret] is wrong'],
    ['an ellipsis', 'key …e4f3a', 'key [secret]'],
  ])('removes %s', (_title, text, expected) => {
    expect(scrub(text, secret)).toBe(expected);
  });

  it('leaves ordinary words alone', () => {
    const text = 'deepseek-flash is busy... try again **later**';
    expect(scrub(text, 'sk-sandbox-deepseek-1')).toBe(text);
  });

  it('never leaves a part of 12 characters', () => {
    const key = fc.string({ unit: fc.constantFrom(...'abcdef0123'), minLength: 12, maxLength: 40 });
    fc.assert(
      fc.property(key, fc.array(fc.tuple(fc.nat(40), fc.nat(40), fc.string())), (planted, pieces) => {
        const text = pieces.map(([from, length, noise]) => planted.slice(from, from + length) + noise).join('');
        const clean = scrub(text, planted);
        for (let at = 0; at + 12 <= planted.length; at += 1) expect(clean).not.toContain(planted.slice(at, at + 12));
      }),
      { numRuns: 2_000 },
    );
  });
});
