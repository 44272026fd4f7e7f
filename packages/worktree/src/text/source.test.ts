import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { gather } from '../testing/gather.ts';
import { makeTree } from '../testing/make-tree.ts';
import { linesOf } from './lines.ts';
import { TextSource } from './source.ts';

const open = (path: string, maxBytes = 1000) => TextSource.open('coverage', path, { maxBytes });
const all = async (path: string) => (await gather(open(path))).join('');

test('a byte order mark is no part of the text, and UTF-16 is read as such', async () => {
  const folder = makeTree({
    utf8: '\ufeffgrün',
    utf16: Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from('grün', 'utf16le')]),
  });
  expect(await all(join(folder, 'utf8'))).toBe('grün');
  expect(await all(join(folder, 'utf16'))).toBe('grün');
});

test('characters that lie across pieces are whole', async () => {
  async function* bytes() {
    for (const byte of Buffer.from('a€😀')) yield Uint8Array.of(byte);
  }
  const source = new TextSource('junit', 'x', bytes(), { maxBytes: 100 });
  expect((await gather(source)).join('')).toBe('a€😀');
});

test('what is missing, no file or too large is refused by name, before anything of it is read', () => {
  const folder = makeTree({ large: 'x'.repeat(2000) });
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  expect(() => open(join(folder, 'none'))).toThrow(/none cannot be read: there is no such file/);
  expect(() => open(join(folder, 'large', 'x'))).toThrow(/there is no such file/);
  expect(() => open(folder)).toThrow(/it is not a file/);
  expect(() => open(join(folder, 'pipe'))).toThrow(/it is not a file/);
  expect(() => open(join(folder, 'large'))).toThrow(expect.objectContaining({ code: 'coverage_too_large' }));
});

test('a stream that grows beyond the limit is cut off there', async () => {
  let pieces = 0;
  async function* endless() {
    for (;;) {
      pieces += 1;
      yield 'x'.repeat(100);
    }
  }
  const source = new TextSource('junit', 'x', endless(), { maxBytes: 1000 });
  await expect(gather(source)).rejects.toMatchObject({ code: 'junit_too_large' });
  expect(pieces).toBe(11);
});

test('lines end with LF or CRLF, and the last one needs no end', async () => {
  const folder = makeTree({ a: 'one\r\ntwo\n\nthree', b: 'one\n' });
  const lines = async (name: string) => (await gather(linesOf(open(join(folder, name))))).flat();
  expect(await lines('a')).toEqual(['one', 'two', '', 'three']);
  expect(await lines('b')).toEqual(['one']);
});

test('a file of one endless line is refused', async () => {
  const folder = makeTree({ a: 'x'.repeat(3e6) });
  const source = open(join(folder, 'a'), 1e7);
  await expect(gather(linesOf(source))).rejects.toThrow(/a line of more than/);
});
