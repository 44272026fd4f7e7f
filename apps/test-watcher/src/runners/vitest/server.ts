import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { TestSpecification } from 'vitest/node';
import type { Change, Dependence, RunError } from '../../model.ts';
import { askedNames } from '../record.ts';
import { errorsOf, noTest, suiteError, testOf } from './failure.ts';
import { ModuleGraph } from './graph.ts';
import type { HostRun, RunMessage } from './protocol.ts';
import { createReporter } from './reporter.ts';
import { treeAt } from './tree.ts';

const oldestVitest = 3;

/** A warm Vitest of the watched project. */
export interface Server {
  /** Files that the configuration was read from. */
  readonly configuration: readonly string[];
  testFiles(): Promise<readonly string[]>;
  dependents(paths: readonly string[]): Promise<readonly (readonly [test: string, Dependence])[]>;
  changed(changes: readonly Change[]): Promise<null>;
  run(run: HostRun): Promise<readonly RunError[]>;
  cancel(): Promise<null>;
  close(): Promise<null>;
}

export interface ServerOptions {
  readonly root: string;
  /** Names of projects to run; none means all. */
  readonly projects: readonly string[];
  /** Where `vitest/node` is. */
  readonly entry: string;
}

/**
 * Starts Vitest without running anything.
 *
 * @throws what Vitest says of a broken configuration
 */
export async function openServer(
  { root, projects, entry }: ServerOptions,
  send: (message: RunMessage) => void,
): Promise<Server> {
  const { BaseSequencer, createVitest, version }: typeof import('vitest/node') = await import(
    pathToFileURL(entry).href
  );
  if (Number.parseInt(version, 10) < oldestVitest) {
    throw new Error(`it is version ${version}, and version ${oldestVitest} or later is needed`);
  }
  const tree = treeAt(root);
  const current: { isOrdered: boolean; names?: ReadonlySet<string> } = { isOrdered: false };
  const vitest = await createVitest('test', {
    root,
    watch: false,
    ...(projects.length > 0 && { project: [...projects] }),
    coverage: { enabled: false },
    // A result is of all tests that were asked for.
    bail: 0,
    reporters: [createReporter(tree, send, (name) => current.names?.has(name) ?? true)],
    sequence: {
      sequencer: class extends BaseSequencer {
        override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
          return current.isOrdered ? files : super.sort(files);
        }
      },
    },
  });
  const graph = new ModuleGraph(vitest, tree);
  // Whatever it turns out to be, whoever asks for dependents is told again.
  const warmed = graph.warm().catch(() => undefined);
  return {
    configuration: [...new Set(vitest.projects.flatMap(({ vite }) => vite.config.configFileDependencies))].flatMap(
      tree.inside,
    ),
    async testFiles() {
      const specifications = await graph.specifications();
      return [...new Set(specifications.flatMap(({ moduleId }) => tree.inside(moduleId)))];
    },
    async dependents(paths) {
      await warmed;
      return graph.dependents(paths);
    },
    async changed(changes) {
      graph.invalidate(changes);
      return null;
    },
    async run({ tests, cases, updatesSnapshots }) {
      const all = await graph.specifications();
      const files = tests === 'all' ? [] : tests.map(tree.absolute).filter((file) => existsSync(file));
      const chosen = tests === 'all' ? [...all] : files.flatMap((file) => vitest.getModuleSpecifications(file));
      const unknown = files
        .filter((file) => vitest.getModuleSpecifications(file).length === 0)
        .map((file) => noTest(tree, file));
      if (chosen.length === 0) return unknown;
      const names = cases && askedNames(cases.flatMap((name) => [name, name.replace(/^\[.*?\] /, '')]));
      Object.assign(current, { isOrdered: tests !== 'all', names });
      if (names) vitest.setGlobalTestNamePattern(patternFor(names));
      if (updatesSnapshots) vitest.enableSnapshotUpdate();
      try {
        const { unhandledErrors } = await vitest.runTestSpecifications(chosen, tests === 'all' && !cases);
        const unhandled = vitest.config.dangerouslyIgnoreUnhandledErrors
          ? []
          : unhandledErrors.map((error) => suiteError(tree, testOf(error), error));
        return [...unknown, ...unhandled, ...chosen.flatMap((specification) => errorsOf(tree, specification))];
      } finally {
        if (names) vitest.resetGlobalTestNamePattern();
        if (updatesSnapshots) vitest.resetSnapshotUpdate();
      }
    },
    async cancel() {
      await vitest.cancelCurrentRun('keyboard-input');
      return null;
    },
    async close() {
      await vitest.close();
      return null;
    },
  };
}

/** Vitest joins the names of suites and tests with a blank, or ` > ` from version 5 on. */
function patternFor(names: ReadonlySet<string>): RegExp {
  const alternatives = [...names].map((name) => name.split(' > ').map(escaped).join('(?: > | )'));
  return new RegExp(`^\\s*(?:${alternatives.join('|')})$`);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
