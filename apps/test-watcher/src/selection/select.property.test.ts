import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change } from '../model.ts';
import { selectIn } from './testing/project.ts';

const tests = Array.from({ length: 6 }, (_, index) => `t${index}.test.ts`);
const files = [...Array.from({ length: 8 }, (_, index) => `src/${index}.ts`), 'docs/a.md', 'docs/b.md'];

const graph = fc.dictionary(fc.constantFrom(...tests), fc.subarray(files), { noNullPrototype: true });
const change: fc.Arbitrary<Change> = fc.record({
  path: fc.constantFrom(...files, ...tests),
  kind: fc.constantFrom('added', 'modified', 'deleted'),
  noticedAt: fc.constant(0),
});
const world = fc.record({
  imports: fc.option(graph, { nil: undefined }),
  loaded: graph,
  testFiles: fc.subarray(tests),
  lastFailed: fc.subarray(tests),
  changes: fc.uniqueArray(change, { selector: ({ path }) => path, minLength: 1 }),
});

describe('a selection', () => {
  it('misses no dependent that anybody knows of, and takes everything where nobody knows', async () => {
    await fc.assert(
      fc.asyncProperty(world, async ({ changes, ...project }) => {
        const deleted = changes.filter(({ kind }) => kind === 'deleted').map(({ path }) => path);
        const there = project.testFiles.filter((test) => !deleted.includes(test));
        const knows = (test: string, path: string) =>
          [project.imports?.[test], project.loaded[test]].some((paths) => paths?.includes(path));

        const { chosen, everything, unaffecting } = await selectIn(project, changes);

        const taken = chosen.map(({ test }) => test);
        expect(new Set(taken).size).toBe(taken.length);
        expect(there).toEqual(expect.arrayContaining(taken));
        if (everything !== undefined) expect(taken.toSorted()).toEqual(there.toSorted());
        for (const { path, kind } of changes) {
          const dependents = there.filter((test) => knows(test, path) || (test === path && kind !== 'deleted'));
          expect(taken).toEqual(expect.arrayContaining(dependents));
          const isDocumentation = path.endsWith('.md');
          const isGoneTest = kind === 'deleted' && project.loaded[path] !== undefined;
          const isUnimported = kind !== 'modified' && project.imports !== undefined;
          if (dependents.length === 0 && !isDocumentation && !isGoneTest && !isUnimported) {
            expect(everything).toBeDefined();
          }
          if (dependents.length > 0) expect(unaffecting.map((one) => one.path)).not.toContain(path);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('asks a runner until every file is accounted for, however one hides behind another', async () => {
    const many = Array.from({ length: 18 }, (_, index) => `src/${index}.ts`);
    const selection = await selectIn({ imports: { 'a.test.ts': many } }, many);
    expect(selection).toEqual({ chosen: [{ test: 'a.test.ts', reason: 'imports src/0.ts' }], unaffecting: [] });
  });
});
