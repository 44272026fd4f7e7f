import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Suite } from './suite.ts';

/** Paths of all programs of a suite in the given folders, or undefined when one of them is in none. */
export function searchSuite<S extends Suite>(
  suite: S,
  folders: readonly string[],
): Record<keyof S['programs'], string> | undefined {
  const found: Record<string, string> = {};
  for (const [program, names] of Object.entries(suite.programs)) {
    const path = searchProgram(names, folders);
    if (path === undefined) return undefined;
    found[program] = path;
  }
  return found as Record<keyof S['programs'], string>;
}

/** The folders of PATH, without empty entries: those would mean the working directory. */
export function pathFolders(env: NodeJS.ProcessEnv): string[] {
  const { PATH: path = '' } = env;
  return path.split(delimiter).filter((folder) => folder !== '');
}

export function searchProgram(names: readonly string[], folders: readonly string[]): string | undefined {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  for (const name of names) {
    for (const folder of folders) {
      const path = join(folder, name + suffix);
      if (isExecutable(path)) return path;
    }
  }
  return undefined;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    // Not there, or not for us: either way it is not the one to start.
    return false;
  }
}
