import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import type { TestModule, TestProject, TestSpecification, Vitest } from 'vitest/node';
import type { Change, Dependence } from '../../model.ts';
import { filesOf, importsOf, type Module, modulesOf, readModule } from './modules.ts';
import type { Tree } from './tree.ts';

/** What imports what among the modules of Vite. */
export class ModuleGraph {
  readonly #vitest: Vitest;
  readonly #tree: Tree;
  /** Files whose imports are known, by project, so that of a large project only what has changed is read again. */
  readonly #read = new Map<TestProject, Set<string>>();
  readonly #changed = new Set<string>();
  #following = Promise.resolve();
  #specifications: Promise<readonly TestSpecification[]> | undefined;

  constructor(vitest: Vitest, tree: Tree) {
    this.#vitest = vitest;
    this.#tree = tree;
  }

  /** Lets Vite read all test files and what they import, so that the first change is not the one that waits for it. */
  async warm(): Promise<void> {
    this.#vitest.config.related = [this.#tree.absolute('\0nothing')];
    try {
      await this.#vitest.getRelevantTestSpecifications();
    } finally {
      delete this.#vitest.config.related;
    }
  }

  /** All test files, found anew when a file has come or gone. */
  specifications(): Promise<readonly TestSpecification[]> {
    this.#specifications ??= this.#vitest.globTestSpecifications().catch((error) => {
      this.#specifications = undefined;
      throw error;
    });
    return this.#specifications;
  }

  /** Test files with what connects them to the given files. */
  async dependents(paths: readonly string[]): Promise<(readonly [test: string, Dependence])[]> {
    const specifications = await this.specifications();
    this.#following = this.#following.then(() => this.#follow(specifications));
    await this.#following;
    const reached = this.#importersOf(paths);
    const forced = paths.find((path) => this.#isForced(path));
    const given = new Set(paths.map(this.#tree.absolute));
    return specifications.flatMap(({ moduleId, project }) => {
      const origin = rootsOf(moduleId, project)
        .map((file) => reached.get(file))
        .find((path) => path !== undefined);
      const path = forced ?? origin;
      if (path === undefined) return [];
      const isDirect = importsOf(project, moduleId).some((file) => given.has(file));
      return this.#tree.inside(moduleId).map((test) => [test, { path, isDirect }] as const);
    });
  }

  /**
   * Makes Vite read changed files anew.
   *
   * @throws where Vite has to be started anew for that: it keeps for ever what it has not found while a test ran
   */
  invalidate(changes: readonly Change[]): void {
    const paths = new Set(changes.map(({ path }) => path));
    const added = changes.filter(({ kind }) => kind === 'added').map(({ path }) => path);
    if (added.some((path) => this.#isMissed(path))) throw new Error('a module has come that was missed');
    if (changes.some(({ kind }) => kind !== 'modified')) {
      this.#forgetTestFiles();
      // Who imports what is gone must not be read anew before it has been found.
      for (const path of this.#mayImport(added)) paths.add(path);
    }
    for (const file of [...paths].map(this.#tree.absolute)) {
      this.#vitest.invalidateFile(file);
      this.#changed.add(file);
      for (const read of this.#read.values()) read.delete(file);
    }
    // Workers that live on have to drop what imports them, too.
    for (const file of this.#importersOf([...paths]).keys()) this.#vitest.watcher.invalidates.add(file);
  }

  /** Lets Vite read what it has not since it changed: the graph lacks what is imported there. */
  async #follow(specifications: readonly TestSpecification[]): Promise<void> {
    const changed = [...this.#changed];
    this.#changed.clear();
    for (const project of this.#vitest.projects) {
      const read = this.#read.get(project) ?? new Set();
      this.#read.set(project, read);
      const tests = specifications.filter((specification) => specification.project === project);
      const roots = new Set(tests.flatMap(({ moduleId }) => rootsOf(moduleId, project)));
      // A set is visited in the order of insertion, and what is inserted meanwhile is visited, too.
      const files = new Set([...roots].filter((file) => !read.has(file)));
      for (const file of changed) if (modulesOf(project, file).length > 0) files.add(file);
      for (const file of files) {
        if (await readModule(project, file)) read.add(file);
        else if (existsSync(file)) this.#changed.add(file);
        for (const imported of importsOf(project, file)) {
          if (!read.has(imported) && this.#tree.inside(imported).length > 0) files.add(imported);
        }
      }
    }
  }

  /** Modules from which the given files are reached, with the path of the file that was reached first. */
  #importersOf(paths: readonly string[]): ReadonlyMap<string, string> {
    const from = paths.flatMap((path) =>
      [path, testOfSnapshot(path)].map((file) => [this.#tree.absolute(file), path] as const),
    );
    return walk(new Map(from), this.#vitest.projects, ({ importers }) => importers);
  }

  /** A test has imported it in vain: it is in the graph by its address alone. */
  #isMissed(path: string): boolean {
    const file = this.#tree.absolute(path);
    return this.#vitest.projects.some((project) => {
      const { root } = project.vite.config;
      return file.startsWith(`${root}/`) && modulesOf(project, file.slice(root.length)).length > 0;
    });
  }

  /** Files whose imports may lead to these paths now by a name, and those that import whatever matches a pattern. */
  #mayImport(paths: readonly string[]): readonly string[] {
    const names = new Set(paths.flatMap(namesOf));
    const known = new Set(this.#vitest.projects.flatMap(filesOf).flatMap(this.#tree.inside));
    return [...known].filter((path) => mentions(this.#tree.absolute(path), names));
  }

  #isForced(path: string): boolean {
    return this.#vitest.config.forceRerunTriggers.some((glob) => posix.matchesGlob(this.#tree.absolute(path), glob));
  }

  #forgetTestFiles(): void {
    this.#specifications = undefined;
    this.#vitest.clearSpecificationsCache();
    // Version 3 keeps the list of a project nonetheless.
    for (const project of this.#vitest.projects) Object.assign(project, { testFilesList: null });
  }
}

/** The files of the tree that a test file has loaded, or may have. */
export function loadedBy(tree: Tree, { moduleId, project }: TestModule): readonly string[] {
  const roots = new Map(rootsOf(moduleId, project).map((file) => [file, file]));
  return [...walk(roots, [project], ({ importedModules }) => importedModules).keys()].flatMap(tree.inside);
}

function rootsOf(test: string, { config }: TestProject): readonly string[] {
  return [test, ...config.setupFiles, ...config.globalSetup];
}

/** Every file that can be reached, with the origin of the one that it was reached from first. */
function walk(
  from: ReadonlyMap<string, string>,
  projects: readonly TestProject[],
  next: (module: Module) => ReadonlySet<Module>,
): Map<string, string> {
  const reached = new Map(from);
  // A map is visited in the order of insertion, and what is inserted meanwhile is visited, too.
  for (const [file, origin] of reached) {
    for (const module of projects.flatMap((project) => modulesOf(project, file))) {
      for (const { file: other } of next(module)) if (other && !reached.has(other)) reached.set(other, origin);
    }
  }
  return reached;
}

function testOfSnapshot(path: string): string {
  return path.endsWith('.snap') ? path.slice(0, -'.snap'.length).replace(/(^|\/)__snapshots__\//, '$1') : path;
}

/** What an import may call a file: its name without extensions, or that of the folder that it stands for. */
function namesOf(path: string): string[] {
  const [name = '', folder = ''] = path.split('/').toReversed();
  const [stem = ''] = name.split('.');
  return stem === 'index' ? [stem, folder] : [stem];
}

const patternImport = /import\.meta\.glob|import\(\s*[^'"\s]/;
const segment = /[/'"`]([^/'"`.\n]+)/g;

function mentions(file: string, names: ReadonlySet<string>): boolean {
  try {
    const source = readFileSync(file, 'utf8');
    if (patternImport.test(source)) return true;
    for (const [, name = ''] of source.matchAll(segment)) if (names.has(name)) return true;
  } catch {
    // Gone, or no file at all.
  }
  return false;
}
