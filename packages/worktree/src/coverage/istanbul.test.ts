import { expect, test } from 'vitest';
import { linesOf, readReport } from '../testing/coverage.ts';
import { makeTree, write } from '../testing/make-tree.ts';
import { readCoverage } from './read.ts';

const at = (...lines: number[]) =>
  Object.fromEntries(lines.map((line, id) => [id, { start: { line, column: 0 }, end: { line, column: 9 } }]));

const report = (path: string, lines: number[], hits: number[]) =>
  JSON.stringify({ [path]: { path, statementMap: at(...lines), s: { ...hits } } });

test('a line runs where one of the statements that start on it ran', async () => {
  const { format, lines } = await readReport(report('src/a.ts', [1, 1, 2, 5], [0, 3, 0, 2 ** 40]), ['src/a.ts']);
  expect(format).toBe('istanbul');
  expect(lines).toEqual({ 'src/a.ts': '1,2,5 / 1,5' });
});

test('absolute paths are taken as such', async () => {
  const root = makeTree({ 'src/a.ts': '' });
  write(root, { 'x.json': report(`${root}/src/a.ts`, [1], [1]) });
  const { files } = await readCoverage('x.json', { root });
  expect(linesOf(files)).toEqual({ 'src/a.ts': '1 / 1' });
});

test.each([
  ['{"a.ts": {"path": "a.ts", "statementMap": {"0": {"start": {"line": "x"}}}, "s": {"0": 1}}}', 'of a.ts is not'],
  ['{"a.ts": {"path": "a.ts", "statementMap": {"0": {}}, "s": {"0": 1}}}', 'of a.ts is not'],
  ['{"a.ts": {"path": "a.ts", "statementMap": {"0": {"start": {"line": 1}}}, "s": {}}}', 'of a.ts is not'],
  ['{"a.ts": {"path": "a.ts", "statementMap": null, "s": {}}}', 'of a.ts is not'],
  ['{"a.ts": {"path": "a.ts", "statementMap": {"0": {"start": {"line": 1}}}, "s": {"0": 1}', 'ends in the middle'],
])('%s is refused', async (text, reason) => {
  const reading = readReport(text, ['a.ts']);
  await expect(reading).rejects.toMatchObject({
    code: 'coverage_unreadable',
    message: expect.stringContaining(reason),
  });
});
