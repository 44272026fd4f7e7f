import { messageOf } from '@switchgear/service';
import type { Change, Runner, Selection } from '../model.ts';
import { type Dependents, findDependents, type LoadHistory } from './dependents.ts';
import { inBestOrder, type Ranking } from './order.ts';
import { isDocumentation, isModule, matches, type SelectionRules } from './rules.ts';

export interface SelectionInput {
  readonly changes: readonly Change[];
  readonly runner: Pick<Runner, 'dependents' | 'global' | 'modules'>;
  readonly history: SelectionHistory;
  readonly rules: SelectionRules;
  /** All test files there are now. */
  readonly testFiles: readonly string[];
  /** New modules that nobody imports so far; kept here from one selection to the next. */
  readonly lonely: Set<string>;
}

export interface SelectionHistory extends LoadHistory, Ranking {
  /** Is told which files are gone, so that nothing counts as failing that does not exist; returns the test files. */
  removed(paths: readonly string[]): readonly string[];
}

/** The tests that a batch of changes affects, and why; everything where that is in doubt. */
export async function select({
  changes,
  runner,
  history,
  rules,
  testFiles,
  lonely,
}: SelectionInput): Promise<Selection> {
  const paths = changes.map(({ path }) => path);
  const deleted = new Set(changes.filter(({ kind }) => kind === 'deleted').map(({ path }) => path));
  const gone = new Set(history.removed([...deleted]));
  const tests = testFiles.filter((test) => !deleted.has(test));
  const everything = (reason: string, found?: Dependents): Selection => {
    // What is not known to be imported may import them from now on.
    lonely.clear();
    return {
      chosen: inBestOrder(tests, found?.reasons ?? new Map(), history, found?.direct),
      everything: reason,
      unaffecting: [],
      reachesBeyondImports: true,
    };
  };

  let found: Dependents;
  try {
    found = await findDependents(changes, tests, runner, history, rules);
  } catch (error) {
    return everything(`the imports could not be read: ${messageOf(error)}`);
  }
  const { direct, loaded, declared } = found;
  const reasons = new Map(found.reasons);
  const global = paths.filter((path) => matches(path, runner.global));
  if (global.length > 0) return everything(`${named(global)} may concern every test`, found);

  /** Why no test depends on a file. */
  const excuse = (path: string) => {
    if (gone.has(path)) return 'a test file that is gone';
    if (declared.has(path)) return 'declared to concern no test';
    if (isDocumentation(path, rules)) return 'documentation';
    if (deleted.has(path)) return isModule(path, runner.modules) ? 'gone, and nothing imported it' : undefined;
    return lonely.has(path) ? 'new, and nothing imports it' : undefined;
  };
  const unseen = paths.filter((path) => !loaded.has(path) && (deleted.has(path) || !testFiles.includes(path)));
  for (const { path, kind } of changes) if (kind === 'added' && isModule(path, runner.modules)) lonely.add(path);
  const unrelated = unseen.filter((path) => declared.get(path) !== true);
  const unknown = unrelated.filter((path) => excuse(path) === undefined);
  if (unknown.length > 0) return everything(`nothing is known about ${named(unknown)}`, found);

  // A name that only the configuration can resolve leads to no module, but what misses it fails.
  const missed = unrelated.find((path) => lonely.has(path));
  const failed = missed === undefined ? [] : history.lastFailed().filter((test) => tests.includes(test));
  for (const test of failed) if (!reasons.has(test)) reasons.set(test, `may have missed ${missed}`);
  return {
    chosen: inBestOrder([...reasons.keys()], reasons, history, direct),
    unaffecting: unrelated.map((path) => ({ path, reason: excuse(path) ?? '' })),
    ...(unseen.some((path) => !gone.has(path)) && { reachesBeyondImports: true }),
  };
}

function named([first = '', ...others]: readonly string[]): string {
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}
