import type { Published } from '../../model.ts';
import { createProject } from '../../testing/project.ts';
import { type CoverageRequest, obtainCoverage } from '../obtain.ts';

export const sources = { 'src/a.ts': '1\n2\n3\n', 'src/b.ts': '1\n2\n', 'test/a.test.ts': '', 'test/b.test.ts': '' };
export const all = { 'src/a.ts': { 1: 1, 2: 0, 3: 4 }, 'src/b.ts': { 1: 1, 2: 1 } };
export const onlyA = { 'src/a.ts': all['src/a.ts'] };

export function project(files: Readonly<Record<string, string>> = sources) {
  const made = createProject(files);
  const obtain = (parts: Partial<CoverageRequest> = {}) =>
    obtainCoverage({
      root: made.root,
      timeoutMs: 10_000,
      reports: ['coverage/coverage-final.json', '{coverage/,}lcov.info', 'packages/*/lcov.info'],
      junit: ['junit.xml'],
      published: undefined,
      signal: new AbortController().signal,
      ...parts,
    });
  return { ...made, obtain };
}

export const published: Published = {
  at: Date.now() - 600_000,
  percent: 80,
  lines: { value: { covered: 4, executable: 5 }, source: 'lcov, lcov.info' },
  files: [
    { path: 'src/a.ts', covered: 2, executable: 3 },
    { path: 'src/b.ts', covered: 2, executable: 2 },
  ],
  testRuns: [
    { path: 'test/a.test.ts', ran: 1, skipped: 0 },
    { path: 'test/b.test.ts', ran: 1, skipped: 0 },
  ],
};
