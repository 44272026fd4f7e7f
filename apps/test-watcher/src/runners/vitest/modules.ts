import type { TestProject } from 'vitest/node';

/** A module of Vite, of whichever version. */
export interface Module {
  readonly url: string;
  readonly file: string | null;
  readonly importers: ReadonlySet<Module>;
  readonly importedModules: ReadonlySet<Module>;
  readonly transformResult?: unknown;
  readonly ssrTransformResult?: unknown;
}

/** The modules of one of Vite's environments. */
interface Graph {
  readonly fileToModulesMap: ReadonlyMap<string, ReadonlySet<Module>>;
  readonly transform: (url: string) => Promise<unknown>;
  /** Where a module will be, most probably, that is in no environment yet. */
  readonly isDefault: boolean;
}

export function modulesOf(project: TestProject, file: string): readonly Module[] {
  return graphsOf(project).flatMap(({ fileToModulesMap }) => [...(fileToModulesMap.get(file) ?? [])]);
}

export function filesOf(project: TestProject): readonly string[] {
  return graphsOf(project).flatMap(({ fileToModulesMap }) => [...fileToModulesMap.keys()]);
}

/** Lets Vite read a file, unless it has since it changed. Not so where it cannot be parsed, which its tests will tell. */
export async function readModule(project: TestProject, file: string): Promise<boolean> {
  const isKnown = modulesOf(project, file).length > 0;
  try {
    for (const { fileToModulesMap, transform, isDefault } of graphsOf(project)) {
      const unread = [...(fileToModulesMap.get(file) ?? [])].filter((module) => !isRead(module)).map(({ url }) => url);
      for (const url of isKnown || !isDefault ? unread : [file]) await transform(url);
    }
    return true;
  } catch {
    return false;
  }
}

export function importsOf(project: TestProject, file: string): readonly string[] {
  const imported = modulesOf(project, file).flatMap(({ importedModules }) => [...importedModules]);
  return imported.flatMap((module) => module.file ?? []);
}

/** Vite 5 has one graph, later versions have one for each environment. */
function graphsOf({ vite }: TestProject): readonly Graph[] {
  const environments = vite.environments as typeof vite.environments | undefined;
  if (!environments) {
    const { fileToModulesMap } = vite.moduleGraph as unknown as Graph;
    return [{ fileToModulesMap, transform: (url) => vite.transformRequest(url, { ssr: true }), isDefault: true }];
  }
  return Object.values(environments).map((environment) => ({
    fileToModulesMap: environment.moduleGraph.fileToModulesMap,
    transform: (url) => environment.transformRequest(url),
    isDefault: environment.name === 'ssr',
  }));
}

function isRead({ transformResult, ssrTransformResult }: Module): boolean {
  return Boolean(transformResult ?? ssrTransformResult);
}
