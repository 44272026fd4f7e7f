import { showPath } from '../document/describe.ts';
import type { Path, YamlFile } from '../document/parse.ts';
import type { Fault } from '../errors.ts';
import type { Surroundings } from '../secrets/read-source.ts';

export type Origins = Omit<Surroundings, 'report'>;

/** What resolving needs: where secrets come from, and a list that takes faults with their place in the file. */
export interface Context extends Surroundings {
  readonly faults: Fault[];
  /** Whether a setting of a section, or any part of it, was omitted, so that what depends on it cannot be judged. */
  isOmitted(section: string, setting?: string): boolean;
}

/** @param omitted parts of the file that are wrong in themselves and not among the values to be resolved. */
export function createContext(file: YamlFile, origins: Origins, omitted: readonly Path[] = []): Context {
  const faults: Fault[] = [];
  return {
    ...origins,
    faults,
    isOmitted: (section, setting) =>
      omitted.some(([first, second]) => first === section && (!setting || second === undefined || second === setting)),
    report: (path, message) => {
      const place = inFile(path, omitted);
      faults.push({ path: showPath(place), message, ...file.locate(place) });
    },
  };
}

/** Counts the entries of a list as the file does, with those that were omitted. */
function inFile(path: Path, omitted: readonly Path[]): Path {
  const [section = '', index, ...rest] = path;
  if (typeof index !== 'number') return path;
  const isOmitted = (entry: number) => omitted.some(([list, at]) => list === section && at === entry);
  let at = 0;
  for (let before = index; before > 0 || isOmitted(at); at++) if (!isOmitted(at)) before--;
  return [section, at, ...rest];
}
