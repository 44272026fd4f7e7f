import { expect, test } from 'vitest';
import { linesOf, readReport } from '../testing/coverage.ts';
import { makeTree, write } from '../testing/make-tree.ts';
import { readCoverage } from './read.ts';

const line = (number: number, hits: number | string) => `<line number="${number}" hits="${hits}"/>`;
const ofClass = (filename: string, lines: string) => `<class filename="${filename}">${lines}</class>`;
const report = (sources: readonly string[], ...classes: readonly string[]) =>
  `<?xml version="1.0" ?><!DOCTYPE coverage SYSTEM "x.dtd"><coverage line-rate="0.5">
  <sources>${sources.map((source) => `<source>${source}</source>`).join('\n')}</sources>
  <packages><package name="p"><classes>${classes.join('\n')}</classes></package></packages></coverage>`;

test('several classes of a file are one, and lines of methods count where a class has no others', async () => {
  const methods = `<methods><method name="f"><lines>${line(3, 0)}</lines></method></methods>`;
  const one = ofClass('a.py', `${methods}<lines>${line(1, 2)}${line(2, 0)}</lines>`);
  const two = ofClass('a.py', `<lines>${line(2, 1)}</lines>`);
  const { format, lines } = await readReport(report([], one, two, ofClass('b.py', methods)), ['a.py', 'b.py']);
  expect(format).toBe('cobertura');
  expect(lines).toEqual({ 'a.py': '1,2 / 1,2', 'b.py': '3 / ' });
});

test('files are found below the sources, of which there may be several', async () => {
  const root = makeTree({ 'one/a.py': '', 'two/b.py': '', 'b.py': '' });
  const classes = ['a.py', 'b.py'].map((name) => ofClass(name, line(1, 1)));
  write(root, { 'coverage.xml': report([`${root}/one`, `${root}/two`], ...classes) });
  expect(linesOf((await readCoverage('coverage.xml', { root })).files)).toEqual({
    'one/a.py': '1 / 1',
    'two/b.py': '1 / 1',
  });
});

test.each([
  ['/home/ci/build', 'src/a.py'],
  ['/home/ci/build/src', 'a.py'],
  ['/home/ci/build', '/home/ci/build/src/a.py'],
  ['C:\\ci\\build', 'src\\a.py'],
  ['C:\\ci\\build', 'C:\\ci\\build\\src\\a.py'],
  ['.', 'src/a.py'],
  ['src', 'a.py'],
  ['', 'src/a.py'],
])('with the source %s of another machine, %s is src/a.py here', async (source, filename) => {
  const { lines } = await readReport(report([source], ofClass(filename, line(1, 1))), ['src/a.py']);
  expect(lines).toEqual({ 'src/a.py': '1 / 1' });
});

test('the longest end of a source wins over a file of the same name elsewhere', async () => {
  const text = report(['/ci/build/src'], ofClass('a.py', line(1, 1)));
  expect((await readReport(text, ['a.py', 'src/a.py'])).lines).toEqual({ 'src/a.py': '1 / 1' });
});

test('what no source explains is foreign', async () => {
  const classes = ['/usr/lib/x.py', 'D:\\x\\y.py', 'z.py', 'a.py'].map((name) => ofClass(name, line(1, 1)));
  const { lines, foreign, gone } = await readReport(report(['/ci/build'], ...classes), ['a.py']);
  expect({ lines, foreign, gone }).toEqual({
    lines: { 'a.py': '1 / 1' },
    foreign: ['/usr/lib/x.py', 'D:\\x\\y.py', 'z.py'],
    gone: [],
  });
});

test.each([
  [report([], '<class/>'), 'a class has no filename'],
  [report([], ofClass('a.py', '<line number="x" hits="1"/>')), 'a line of a.py lacks'],
  [report([], ofClass('a.py', '<line number="1"/>')), 'a line of a.py lacks'],
  [report([], ofClass('a.py', line(1, 1))).slice(0, -30), 'cannot be read'],
  [
    report(
      Array.from({ length: 101 }, (_, index) => `/x${index}`),
      ofClass('a.py', line(1, 1)),
    ),
    'more than 100 source folders',
  ],
])('%# is refused', async (text, reason) => {
  await expect(readReport(text, ['a.py'])).rejects.toMatchObject({
    code: 'coverage_unreadable',
    message: expect.stringContaining(reason),
  });
});

test.each([
  '<coverage generated="1" clover="4"><project/></coverage>',
  '<report name="jacoco"/>',
  '<!DOCTYPE html><html></html>',
])('%s is of another format', async (text) => {
  await expect(readReport(text, ['a.py'])).rejects.toMatchObject({ code: 'coverage_unknown_format' });
});

test('folders of a source are looked for once, however many classes it has', async () => {
  const sources = Array.from({ length: 100 }, (_, index) => `/${`x${index}/`.repeat(300)}src`);
  const classes = Array.from({ length: 20_000 }, (_, index) => ofClass(`f${index}.py`, line(1, 1)));
  const { lines, foreignCount } = await readReport(report(sources, ...classes, ofClass('a.py', line(1, 1))), [
    'src/a.py',
  ]);
  expect([lines, foreignCount]).toEqual([{ 'src/a.py': '1 / 1' }, 20_000]);
});
