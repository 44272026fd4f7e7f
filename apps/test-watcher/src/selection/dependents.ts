import type { Change, Runner } from '../model.ts';
import { firstMatch, matches, ownerOfSnapshot, type SelectionRules } from './rules.ts';

/** What earlier runs have loaded. */
export interface LoadHistory {
  testsThatLoaded(paths: readonly string[]): ReadonlyMap<string, string>;
  known(paths: readonly string[], tests: readonly string[]): ReadonlySet<string>;
}

export interface Dependents {
  /** Why a test file depends on a change: the best reason of each. */
  readonly reasons: ReadonlyMap<string, string>;
  /** Test files that import a change themselves. */
  readonly direct: ReadonlySet<string>;
  /** Changed files that a test is known to load. */
  readonly loaded: ReadonlySet<string>;
  /** Changed files of which a declaration or a name says what they concern, and whether that is any test. */
  readonly declared: ReadonlyMap<string, boolean>;
}

/** A runner names one file per test, so that others may hide behind it; after so many questions they count as unknown. */
const questionsAtMost = 20;

/** Finds the test files that depend on the changes by all that is known. */
export async function findDependents(
  changes: readonly Change[],
  tests: readonly string[],
  runner: Pick<Runner, 'dependents'>,
  history: LoadHistory,
  rules: SelectionRules,
): Promise<Dependents> {
  const paths = changes.map(({ path }) => path);
  const exists = new Set(tests);
  const reasons = new Map<string, string>();
  const direct = new Set<string>();
  const loaded = new Set(history.known(paths, tests));
  const declared = new Map<string, boolean>();
  const add = (test: string, reason: string) => {
    if (exists.has(test) && !reasons.has(test)) reasons.set(test, reason);
  };

  for (const { path, kind } of changes) add(path, kind === 'added' ? 'new' : 'changed');
  let asked = paths;
  for (let count = 0; asked.length > 0 && count < questionsAtMost; count += 1) {
    const found = await runner.dependents(asked);
    for (const [test, { path, isDirect }] of found ?? []) {
      add(test, `imports ${path}`);
      if (isDirect) direct.add(test);
      if (exists.has(test)) loaded.add(path);
    }
    const rest = asked.filter((path) => !loaded.has(path));
    if (rest.length === asked.length) break;
    asked = rest;
  }
  for (const [test, path] of history.testsThatLoaded(paths)) add(test, `ran ${path} last time`);
  for (const { files, tests: globs } of rules.declared) {
    const matching = paths.map((path) => ({ path, glob: firstMatch(path, files) }));
    const concerned = matching.some(({ glob }) => glob) ? tests.filter((test) => matches(test, globs)) : [];
    for (const { path, glob } of matching) {
      if (glob === undefined) continue;
      declared.set(path, declared.get(path) === true || concerned.length > 0);
      for (const test of concerned) add(test, `declared for ${glob}`);
    }
  }
  for (const path of paths) {
    const owner = ownerOfSnapshot(path, tests);
    if (owner === undefined) continue;
    declared.set(path, true);
    add(owner, `compares with ${path}`);
  }
  return { reasons, direct, loaded, declared };
}
