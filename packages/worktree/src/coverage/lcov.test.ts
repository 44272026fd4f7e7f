import { expect, test } from 'vitest';
import { readReport } from '../testing/coverage.ts';

test('records of lines count, with CRLF, checksums, comments and any order', async () => {
  const text = ['# made by x', 'TN:', 'SF:a.c', 'FN:1,f', 'DA:7,1,abc', 'DA:2,0', 'LF:2', 'end_of_record', ''];
  const { format, lines } = await readReport(`\ufeff${text.join('\r\n')}`, ['a.c']);
  expect(format).toBe('lcov');
  expect(lines).toEqual({ 'a.c': '2,7 / 7' });
});

test('a file that is named twice is the union of both, also of contradictory lines', async () => {
  const text = 'SF:a.c\nDA:1,0\nDA:2,1\nDA:2,0\nend_of_record\nSF:./x/../a.c\nDA:1,4\nDA:3,0\nend_of_record\n';
  expect((await readReport(text, ['a.c', 'x/y'])).lines).toEqual({ 'a.c': '1,2,3 / 1,2' });
});

test('negative hits and line 0 prove nothing, and hits may be larger than any integer', async () => {
  const text = 'SF:a.c\nDA:0,1\nDA:1,-3\nDA:2,4294967296\nDA:3,1.5e+30\nend_of_record\n';
  expect((await readReport(text, ['a.c'])).lines).toEqual({ 'a.c': '1,2,3 / 2,3' });
});

test.each([
  ['SF:a.c\nDA:1,1\n', 'ends in the middle of the record of a.c'],
  ['SF:a.c\nDA:1,1\nSF:b.c\nend_of_record\n', 'line 3: the record of a.c has no end'],
  ['TN:\nDA:1,1\nend_of_record\n', 'line 2: DA outside of a record'],
  ['SF:a.c\nDA:x,1\nend_of_record\n', 'line 2: DA without the numbers'],
  ['SF:a.c\nDA:1,many\nend_of_record\n', 'line 2: DA without the numbers'],
  ['SF:a.c\nDA:4294967296,1\nend_of_record\n', 'line 2: DA without the numbers'],
  ['SF:a.c\nDA:1,1\n\u0000\u0001garbage\nend_of_record\n', 'line 3: this is no record of lcov'],
])('%j is refused', async (text, reason) => {
  await expect(readReport(text, ['a.c', 'b.c'])).rejects.toMatchObject({
    code: 'coverage_unreadable',
    message: expect.stringContaining(reason),
  });
});

test('a report of branches alone has no lines and is refused as empty', async () => {
  const text = 'SF:a.c\nBRDA:1,0,0,1\nBRF:1\nend_of_record\n';
  await expect(readReport(text, ['a.c'])).rejects.toMatchObject({ code: 'coverage_empty' });
});

test('a file that is named again and again costs no more than its lines', async () => {
  const first = Array.from({ length: 50_000 }, (_, index) => `DA:${index + 1},0\n`).join('');
  const again = Array.from({ length: 50_000 }, (_, index) => `SF:a.c\nDA:${2 * index + 1},1\nend_of_record\n`).join('');
  const { files } = await readReport(`SF:a.c\n${first}end_of_record\n${again}`, ['a.c']);
  expect([files.get('a.c')?.executable.size, files.get('a.c')?.covered.size]).toEqual([75_000, 50_000]);
});
