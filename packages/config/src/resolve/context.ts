import { showPath } from '../document/describe.ts';
import type { Path, YamlFile } from '../document/parse.ts';
import type { Environment } from '../environment.ts';
import type { Fault } from '../errors.ts';
import type { Surroundings } from '../secrets/read-source.ts';

/** What resolving needs: where secrets come from, and a list that takes faults with their place in the file. */
export interface Context extends Surroundings {
  readonly faults: Fault[];
}

export function createContext(file: YamlFile, around: { env: Environment; folder: string; posix: boolean }): Context {
  const faults: Fault[] = [];
  return {
    ...around,
    faults,
    report: (path: Path, message: string) => {
      faults.push({ path: showPath(path), message, ...file.locate(path) });
    },
  };
}
