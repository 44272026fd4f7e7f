import { realpathSync } from 'node:fs';
import { posix } from 'node:path';
import { TestWatcherError } from '../../errors.ts';
import type { Runner, RunObserver, RunRequest, RunResult } from '../../model.ts';
import { testArguments } from '../arguments.ts';
import { withOutput } from '../faults.ts';
import { FileList } from '../files.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import type { RunnerOptions } from '../options.ts';
import { pathIn } from '../path.ts';
import { askedNames, RunRecord } from '../record.ts';
import { errorsOfEnd } from './end.ts';
import { RunEvents } from './events.ts';
import { ImportGraph, reach, reversed } from './graph.ts';
import { runPytest } from './python.ts';

const global = [
  '**/{pytest.ini,.pytest.ini,pytest.toml,pyproject.toml,tox.ini,setup.cfg,setup.py,.python-version}',
  '**/{requirements*.txt,Pipfile,Pipfile.lock,poetry.lock,uv.lock,pdm.lock}',
];

/** Longer lists of names do not fit into an environment variable; then whole files run. */
const longestNames = 100_000;

/** pytest 7 or later, with a small plugin of ours that tells of each case. */
export function createPytestRunner(given: RunnerOptions): Runner {
  const options = { ...given, root: realpathSync(given.root) };
  const { root } = options;
  const sources = new FileList(options, (path) => path.endsWith('.py') && !path.includes('site-packages/'));
  const graph = new ImportGraph(root);
  let listed: Promise<ReadonlySet<string>> | undefined;

  /** Asks pytest which files it would collect, without importing them. */
  async function list(): Promise<ReadonlySet<string>> {
    const files = new Set<string>();
    const end = await runPytest(options, {
      args: ['--collect-only', '-q', '-p', 'no:cacheprovider', '--no-cov'],
      environment: { SWITCHGEAR_LIST: '1' },
      signal: new AbortController().signal,
      onEvent: (event) => {
        if (event.event === 'test_file') files.add(pathIn(root, event.file));
      },
      onOutput: () => {},
    });
    // 5: no test was collected, as it was meant to be.
    if (end.how === 'exited' && (end.status === 5 || end.status === 0)) return files;
    throw new TestWatcherError('configuration', withOutput(`pytest cannot collect the tests in ${root}.`, end.output));
  }

  async function tests(): Promise<ReadonlySet<string>> {
    listed ??= list();
    try {
      return await listed;
    } catch (error) {
      listed = undefined;
      throw error;
    }
  }

  async function run(request: RunRequest, observer: RunObserver): Promise<RunResult> {
    const record = new RunRecord(observer);
    const events = new RunEvents(root, record);
    const names = JSON.stringify(request.cases && [...askedNames(request.cases)]);
    try {
      const end = await runPytest(options, {
        args: [
          '--continue-on-collection-errors',
          // A result is of all tests that were asked for.
          '--maxfail=0',
          // Or differences of values are cut.
          '-vv',
          '--no-cov',
          ...testArguments(root, request.tests),
        ],
        environment: names !== undefined && names.length < longestNames ? { SWITCHGEAR_CASES: names } : {},
        signal: request.signal,
        onEvent: (event) => events.take(event),
        onOutput: (text) => observer.output?.(text),
      });
      for (const error of errorsOfEnd(end, events, record, options)) record.addError(error);
    } catch (error) {
      if (!(error instanceof TestWatcherError) || error.code !== 'runner_missing') throw error;
      record.addError({ type: error.code, message: error.message });
    }
    const ran = new Set(record.cases.map(({ file }) => file));
    if (ran.size > 0) {
      const edges = await graph.edges(sources.get(), ran);
      for (const test of ran) record.addLoaded(test, [...reach([test], edges).keys()]);
    }
    // Nobody asks for them behind a run without errors.
    const all = record.hasErrors && request.tests === 'all' ? await tests().catch(() => []) : [];
    const asked = request.tests === 'all' ? all : request.tests;
    return record.finish({ isCancelled: request.signal.aborted, noTests: noTests(request, root), asked });
  }

  return {
    name: 'pytest',
    global,
    modules: /\.py$/,
    testFiles: async () => [...(await tests())],
    async dependents(paths) {
      const known = await tests();
      const files = new Set([...sources.get(), ...paths.filter((path) => path.endsWith('.py'))]);
      const edges = await graph.edges(files, known);
      const reached = [...reach(paths, reversed(edges))].filter(([file]) => known.has(file));
      const isDirect = (file: string) => paths.some((path) => edges.get(file)?.has(path));
      return new Map(reached.map(([file, path]) => [file, { path, isDirect: isDirect(file) }]));
    },
    async changed(changes) {
      sources.changed(changes);
      for (const { path } of changes) graph.forget(path);
      const isNew = changes.some(
        ({ path, kind }) =>
          (kind !== 'modified' && path.endsWith('.py')) || path.endsWith('conftest.py') || isGlobal(path),
      );
      if (isNew) listed = undefined;
    },
    run: oneAtATime(run),
    close: async () => {},
  };
}

function isGlobal(path: string): boolean {
  return global.some((glob) => posix.matchesGlob(path, glob));
}

function noTests({ tests, cases }: RunRequest, root: string): string {
  if (cases) return `None of the chosen cases exists any more in ${root}.`;
  const where = tests === 'all' ? root : tests.join(', ');
  return `pytest found no test in ${where}; look at \`python_files\` and \`testpaths\` in its configuration.`;
}
