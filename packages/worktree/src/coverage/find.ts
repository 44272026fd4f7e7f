import { globSync } from 'node:fs';
import { basename, sep } from 'node:path';

/** Where test runners leave their reports, those that tell most first. */
export const coverageGlobs: readonly string[] = [
  'coverage/coverage-final.json',
  'coverage/tmp',
  '{coverage/,}{cobertura-coverage,cobertura,coverage}.xml',
  '{coverage/,}lcov.info',
  '{packages,apps,libs}/*/coverage/{coverage-final.json,cobertura-coverage.xml,lcov.info}',
];

/** Reports below the root, as paths from it, in the order of the globs. */
export function findCoverage(root: string, globs: readonly string[] = coverageGlobs): string[] {
  const skipped = (path: string): boolean => ['node_modules', '.git'].includes(basename(path));
  const found = globs.flatMap((glob) => globSync(glob, { cwd: root, exclude: skipped }).sort());
  return [...new Set(found.map((path) => path.replaceAll(sep, '/')))];
}
