import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gather } from '../testing/gather.ts';
import { jsonMembers } from './json-members.ts';
import { TextSource } from './source.ts';

function inPieces(text: string, size: number): TextSource {
  const bytes = Buffer.from(text);
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  return new TextSource('coverage', 'x.json', pieces(), { maxBytes: 1e6 });
}

const read = (text: string, size = 7) => gather(jsonMembers(inPieces(text, size)));

test('any object comes back member by member, wherever the pieces are cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(fc.string(), fc.jsonValue()),
      fc.integer({ min: 1, max: 9 }),
      async (object, size) => {
        for (const indent of [0, 2]) {
          const text = JSON.stringify(object, null, indent);
          expect(await read(text, size)).toEqual(Object.entries(JSON.parse(text)));
        }
      },
    ),
  );
});

test('no other text is taken for an object', async () => {
  await fc.assert(
    fc.asyncProperty(fc.anything().map(fc.stringify), async (text) => {
      if (isObject(text)) return;
      await expect(read(text)).rejects.toMatchObject({ code: 'coverage_unreadable' });
    }),
  );
});

test.each([
  ['{"a": 1', 'ends in the middle'],
  ['{"a": "x}', 'ends in the middle'],
  ['{"a": 1}, {"b": 2}', 'not one JSON object'],
  ['{"a": 1]', 'ends with ]'],
  ['{"a": 1,}', 'a comma too many'],
  ['{,"a": 1}', 'a comma too many'],
  ['{"a": [1}, "b": 2]}', 'cannot be read'],
  ['[1]', 'not one JSON object'],
])('%s is refused', async (text, reason) => {
  await expect(read(text)).rejects.toThrow(reason);
});

function isObject(text: string): boolean {
  try {
    return !Array.isArray(JSON.parse(text)) && JSON.parse(text) instanceof Object;
  } catch {
    return false;
  }
}
