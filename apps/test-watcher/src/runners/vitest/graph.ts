import { readFileSync } from 'node:fs';
import type { TestModule, TestProject, TestSpecification, Vitest } from 'vitest/node';
import type { Change } from '../../model.ts';
import type { Tree } from './tree.ts';

/** A module of Vite, of whichever version. */
interface Module {
  readonly file: string | null;
  readonly importers: ReadonlySet<Module>;
  readonly importedModules: ReadonlySet<Module>;
}

interface Graph {
  readonly fileToModulesMap: ReadonlyMap<string, unknown>;
  getModulesByFile(file: string): ReadonlySet<Module> | undefined;
}

/** What imports what, so far as Vite has read it. */
export class ModuleGraph {
  readonly #vitest: Vitest;
  readonly #tree: Tree;
  /** Vitest is asked for one set of files at a time. */
  #asked: Promise<unknown> = Promise.resolve();

  constructor(vitest: Vitest, tree: Tree) {
    this.#vitest = vitest;
    this.#tree = tree;
  }

  /** Lets Vite read all test files and what they import. */
  async warm(): Promise<void> {
    await this.#related([this.#tree.absolute('\0nothing')]);
    // Versions below 5 do not look at setup files.
    for (const project of this.#vitest.projects) await readAll(project, project.config.setupFiles);
  }

  /** Pairs of a test file and the one of the given files that it depends on. */
  async dependents(paths: readonly string[]): Promise<(readonly [string, string])[]> {
    const reached = this.#importersOf(paths.map((path) => this.#tree.absolute(path)));
    const specifications = await this.#vitest.globTestSpecifications();
    // Versions below 5 fail when a test file cannot be parsed; what could not be read then counts as affected.
    const related = await this.#related(paths.map((path) => this.#tree.absolute(path))).catch(() =>
      specifications.filter(({ moduleId, project }) => reached.has(moduleId) || !isRead(project, moduleId)),
    );
    const set = specifications.filter(({ project }) => project.config.setupFiles.some((file) => reached.has(file)));
    return [...new Set([...related, ...set])].flatMap(({ moduleId, project }) => {
      const by = [moduleId, ...project.config.setupFiles]
        .map((file) => reached.get(file))
        .find((path) => path !== undefined);
      const connecting = by === undefined ? paths.slice(0, 1) : this.#tree.inside(by);
      return this.#tree.inside(moduleId).flatMap((test) => connecting.map((path) => [test, path] as const));
    });
  }

  /** Makes Vite read changed files anew. */
  invalidate(changes: readonly Change[]): void {
    const files = new Set(changes.map(({ path }) => this.#tree.absolute(path)));
    if (changes.some(({ kind }) => kind !== 'modified')) {
      this.#forgetTestFiles();
      for (const file of this.#globbing()) files.add(file);
    }
    for (const file of files) this.#vitest.invalidateFile(file);
    // Workers that live on have to drop what imports them, too.
    for (const file of this.#importersOf([...files]).keys()) this.#vitest.watcher.invalidates.add(file);
  }

  /** Files that import whatever matches a pattern, so that a file more or less changes them. */
  #globbing(): readonly string[] {
    const known = this.#vitest.projects
      .flatMap(graphsOf)
      .flatMap(({ fileToModulesMap }) => [...fileToModulesMap.keys()]);
    return [...new Set(known)].filter((file) => this.#tree.inside(file).length > 0 && readsByGlob(file));
  }

  #importersOf(files: readonly string[]): ReadonlyMap<string, string> {
    return walk(files, this.#vitest.projects, ({ importers }) => importers);
  }

  /** What Vitest itself would run for changes of these files. */
  async #related(files: string[]): Promise<TestSpecification[]> {
    const answer = this.#asked.then(async () => {
      this.#vitest.config.related = files;
      try {
        return await this.#vitest.getRelevantTestSpecifications();
      } finally {
        delete this.#vitest.config.related;
      }
    });
    this.#asked = answer.catch(() => undefined);
    return answer;
  }

  #forgetTestFiles(): void {
    this.#vitest.clearSpecificationsCache();
    // Version 3 keeps the list of a project nonetheless.
    for (const project of this.#vitest.projects) Object.assign(project, { testFilesList: null });
  }
}

/** The files of the tree that a test file has loaded, or may have. */
export function loadedBy(tree: Tree, { moduleId, project }: TestModule): readonly string[] {
  const roots = [moduleId, ...project.config.setupFiles, ...project.config.globalSetup];
  return [...walk(roots, [project], ({ importedModules }) => importedModules).keys()].flatMap(tree.inside);
}

/** Every file that can be reached from the given ones, with the one of them that it was reached from first. */
function walk(
  from: readonly string[],
  projects: readonly TestProject[],
  next: (module: Module) => ReadonlySet<Module>,
): Map<string, string> {
  const reached = new Map(from.map((file) => [file, file]));
  const graphs = projects.flatMap(graphsOf);
  // A map is visited in the order of insertion, and what is inserted meanwhile is visited, too.
  for (const [file, origin] of reached) {
    for (const graph of graphs) {
      for (const module of graph.getModulesByFile(file) ?? []) {
        for (const { file: other } of next(module)) if (other && !reached.has(other)) reached.set(other, origin);
      }
    }
  }
  return reached;
}

/** Vite 5 has no environments, later ones have a graph for each. */
function graphsOf({ vite }: TestProject): readonly Graph[] {
  const environments = Object.values((vite.environments as typeof vite.environments | undefined) ?? {});
  return environments.length === 0
    ? [vite.moduleGraph as unknown as Graph]
    : environments.map(({ moduleGraph }) => moduleGraph);
}

async function readAll(project: TestProject, from: readonly string[]): Promise<void> {
  const files = new Set(from);
  for (const file of files) {
    await project.vite.transformRequest(file, { ssr: true });
    for (const imported of walk([file], [project], ({ importedModules }) => importedModules).keys()) {
      if (!imported.includes('/node_modules/')) files.add(imported);
    }
  }
}

function isRead(project: TestProject, file: string): boolean {
  return graphsOf(project).some((graph) => (graph.getModulesByFile(file)?.size ?? 0) > 0);
}

function readsByGlob(file: string): boolean {
  try {
    return readFileSync(file, 'utf8').includes('import.meta.glob');
  } catch {
    // Gone, or no file at all.
    return false;
  }
}
