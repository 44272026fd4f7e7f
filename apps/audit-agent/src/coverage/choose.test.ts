import { type CoverageReport, LineSet } from '@switchgear/worktree';
import { expect, it } from 'vitest';
import { chooseReports } from './choose.ts';

const lines = { executable: LineSet.of([1]), covered: LineSet.of([1]) };
const report = (format: CoverageReport['format'], paths: readonly string[]): CoverageReport => ({
  format,
  file: `/tree/coverage/${format}`,
  modifiedAt: 0,
  changedAt: 0,
  files: new Map(paths.map((path) => [path, lines])),
  foreign: [],
  foreignCount: 0,
  gone: [],
});

it('what V8 has measured beside a report that was made from it says nothing more', () => {
  const made = report('lcov', ['src/a.js']);
  const found = (format: CoverageReport['format']) =>
    chooseReports('/tree', [{ ...made, modifiedAt: 60_000 }, report(format, ['src/a.js', 'eslint.config.js'])]);
  expect(found('v8')).toMatchObject({ used: [{ format: 'lcov' }], faults: [] });
  expect(found('cobertura').faults).toMatchObject([{ type: 'coverage_partial' }]);
});
