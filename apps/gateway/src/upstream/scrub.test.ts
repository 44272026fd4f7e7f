import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Scrubber } from './scrub.ts';

const secret = 'sk-proj-4f9a8b7c6d5e4f3a';
const scrubber = new Scrubber(secret);
const escaped = (text: string) =>
  text.replace(/./g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);

describe('scrubbing', () => {
  it.each([
    ['the whole key', `bad key ${secret}.`, 'bad key [secret].'],
    ['the key twice', `${secret} ${secret}`, '[secret] [secret]'],
    ['a long part', `it began with ${secret.slice(0, 14)}`, 'it began with [secret]'],
    ['its end', `ending ${secret.slice(-12)}`, 'ending [secret]'],
    ['a masked key', 'key sk-pr****4f3a is wrong', 'key [secret] is wrong'],
    ['a shortened key', 'key sk-proj-4f9... is wrong', 'key [secret] is wrong'],
    ['an ellipsis', 'key …e4f3a', 'key [secret]'],
    ['a key masked in two places', 'key a...sk-pr...4f3a', 'key [secret]'],
    ['8 characters from its middle', `xx${secret.slice(9, 17)}xx`, 'xx[secret]xx'],
    ['its beginning as a word', 'key sk-pro is wrong', 'key [secret] is wrong'],
    ['its end as a word', 'ends in "5e4f3a".', 'ends in "[secret]".'],
    ['the key in escapes', `bad key ${escaped(secret)}`, 'bad key [secret]'],
  ])('removes %s', (_title, text, expected) => {
    expect(scrubber.text(text)).toBe(expected);
  });

  it('leaves ordinary words alone', () => {
    const text = 'deepseek-flash is busy... try again **later**, the \\u0041 too';
    expect(new Scrubber('sk-sandbox-deepseek-1', ['deepseek-flash']).text(text)).toBe(text);
  });

  it('never leaves a part of 8 characters', () => {
    const key = fc.string({ unit: fc.constantFrom(...'abcdef0123'), minLength: 12, maxLength: 40 });
    fc.assert(
      fc.property(key, fc.array(fc.tuple(fc.nat(40), fc.nat(40), fc.string())), (planted, pieces) => {
        const text = pieces.map(([from, length, noise]) => planted.slice(from, from + length) + noise).join('');
        const clean = new Scrubber(planted).text(text);
        for (let at = 0; at + 8 <= planted.length; at += 1) expect(clean).not.toContain(planted.slice(at, at + 8));
      }),
      { numRuns: 2_000 },
    );
  });

  it('reaches every text of a JSON value, and names of fields and numbers too', () => {
    const value = { [secret]: [secret, { deep: `x ${secret}` }], plain: 'x', one: 1, none: null, yes: true };
    expect(scrubber.value(value)).toEqual({
      '[secret]': ['[secret]', { deep: 'x [secret]' }],
      plain: 'x',
      one: 1,
      none: null,
      yes: true,
    });
    expect(new Scrubber('sk-12345678').value({ digits: 12345678, others: 1234567 })).toEqual({
      digits: '[secret]',
      others: 1234567,
    });
  });

  it('leaves out what is nested deeper than any answer', () => {
    const deep = JSON.parse(`${'['.repeat(30_000)}"${secret}"${']'.repeat(30_000)}`);
    expect(JSON.stringify(scrubber.value(deep))).toBe(`${'['.repeat(32)}null${']'.repeat(32)}`);
  });
});
