import type { Change, ChangeKind, Runner, Selection } from '../../model.ts';
import type { SelectionRules } from '../rules.ts';
import { type SelectionHistory, select } from '../select.ts';

/** A project as far as selection sees it. */
export interface Project {
  /** By test file, what the runner says that it imports; undefined where the runner knows no imports. */
  readonly imports?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Test files among them that do so over others. */
  readonly indirect?: readonly string[];
  /** By test file, what it loaded in earlier runs. */
  readonly loaded?: Readonly<Record<string, readonly string[]>>;
  readonly testFiles?: readonly string[];
  readonly global?: readonly string[];
  readonly rules?: SelectionRules;
  readonly lastFailed?: readonly string[];
  readonly failureRates?: Readonly<Record<string, number>>;
  readonly durations?: Readonly<Record<string, number>>;
  /** Kept from one selection to the next. */
  readonly lonely?: Set<string>;
  /** Filled with what was told to be gone. */
  readonly removed?: string[];
}

/** Names one file per test, as runners do: the first of those that were asked for. */
function dependentsIn(
  tests: Readonly<Record<string, readonly string[]>>,
  paths: readonly string[],
): Map<string, string> {
  const found = new Map<string, string>();
  for (const [test, files] of Object.entries(tests)) {
    const path = paths.find((asked) => asked === test || files.includes(asked));
    if (path !== undefined) found.set(test, path);
  }
  return found;
}

function historyOf({
  loaded = {},
  lastFailed = [],
  failureRates = {},
  durations = {},
  removed,
}: Project): SelectionHistory {
  return {
    testsThatLoaded: (paths) => dependentsIn(loaded, paths),
    known: (paths, tests) =>
      new Set(paths.filter((path) => tests.some((test) => test === path || loaded[test]?.includes(path)))),
    removed(paths) {
      const gone = paths.filter((path) => loaded[path] !== undefined);
      removed?.push(...gone);
      return gone;
    },
    lastFailed: () => lastFailed,
    failureRates: () => new Map(Object.entries(failureRates)),
    durations: () => new Map(Object.entries(durations)),
  };
}

export function change(path: string, kind: ChangeKind = 'modified'): Change {
  return { path, kind, noticedAt: 0 };
}

export function selectIn(project: Project, changes: readonly (string | Change)[]): Promise<Selection> {
  const { imports, loaded, testFiles = Object.keys(imports ?? loaded ?? {}), global = [] } = project;
  const runner: Pick<Runner, 'dependents' | 'global' | 'modules'> = {
    global,
    ...(imports !== undefined && { modules: /\.ts$/ }),
    dependents: async (paths) =>
      imports &&
      new Map(
        [...dependentsIn(imports, paths)].map(([test, path]) => [
          test,
          { path, isDirect: project.indirect?.includes(test) !== true },
        ]),
      ),
  };
  return select({
    changes: changes.map((one) => (typeof one === 'string' ? change(one) : one)),
    runner,
    history: historyOf(project),
    rules: project.rules ?? { declared: [] },
    testFiles,
    lonely: project.lonely ?? new Set(),
  });
}
