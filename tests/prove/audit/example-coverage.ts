import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../support/command.ts';
import type { ExampleProject } from '../../support/example-project.ts';

/** How a copy of the example project is measured, as a section of the configuration. */
export const exampleCoverage = {
  command: [
    process.execPath,
    join(root, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--coverage',
    '--coverage.reportOnFailure',
  ],
  junit: ['coverage/junit.xml'],
};

/** Without these tests about a third of the lines is covered. */
const removable = ['cart', 'order', 'receipt', 'stock'].map((name) => `test/${name}.test.ts`);

/** Removes most tests of a copy. Returns what puts them back. */
export function withoutMostTests({ path }: ExampleProject): () => void {
  const texts = new Map(removable.map((file) => [file, readFileSync(join(path, file))]));
  for (const file of removable) rmSync(join(path, file));
  return () => {
    for (const [file, text] of texts) writeFileSync(join(path, file), text);
  };
}
