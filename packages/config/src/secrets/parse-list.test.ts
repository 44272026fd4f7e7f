import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseList } from './parse-list.ts';

function parse(text: string) {
  const faults: string[] = [];
  const keys = parseList({ text, origin: 'KEYS' }, (message) => faults.push(message));
  return { faults, keys: keys.map(({ alias, secret }) => [alias, secret.reveal()]) };
}

describe('parseList', () => {
  it('separates keys at commas, blanks and new lines, in any mixture', () => {
    expect(parse(' a1,b2 \n\tc3,,\r\nd4 ').keys.map(([, key]) => key)).toEqual(['a1', 'b2', 'c3', 'd4']);
  });

  it('reads a name in front of a key', () => {
    expect(parse('main=sk-1, sk-2')).toEqual({
      faults: [],
      keys: [
        ['main', 'sk-1'],
        [undefined, 'sk-2'],
      ],
    });
  });

  it('takes = at the end of a key for padding', () => {
    expect(parse('YWJj==,main=YWJk=').keys).toEqual([
      [undefined, 'YWJj=='],
      ['main', 'YWJk='],
    ]);
  });

  it('reports a list without any key', () => {
    expect(parse(' ,\n').faults).toEqual(['KEYS holds no key; write one or more, separated by commas']);
  });

  it.each([
    ['"sk-1"', 'stands in quotes'],
    ['sk-…', 'looks like a placeholder'],
    ['sk-...', 'looks like a placeholder'],
    ['<key>', 'looks like a placeholder'],
    ['your_api_key', 'looks like a placeholder'],
    ['main=sk-xxxxxxxx', 'looks like a placeholder'],
    ['sk-é', 'cannot be sent in an HTTP header'],
    ['über=sk-1', 'has an alias that is not made of letters'],
    ['sk-abc123=sk-1', 'has an alias that looks like a key'],
  ])('refuses the entry %s, counts it and does not repeat it', (entry, fault) => {
    const { faults } = parse(`fine,${entry}`);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain('entry 2 of KEYS');
    expect(faults[0]).toContain(fault);
    expect(faults[0]).not.toContain('sk-');
  });

  it('gives back any keys that were joined', () => {
    const key = fc.stringMatching(/^[A-Za-z0-9_-]{1,60}$/);
    fc.assert(
      fc.property(fc.array(key, { minLength: 1 }), fc.constantFrom(',', ' ', '\n', ', '), (keys, separator) => {
        expect(parse(keys.join(separator))).toEqual({ faults: [], keys: keys.map((text) => [undefined, text]) });
      }),
    );
  });
});
