import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../support/command.ts';

/** Where a screenshot of that name is kept; git ignores the folder. */
export function screenshotPath(name: string): string {
  const folder = join(root, 'artifacts', 'screenshots');
  mkdirSync(folder, { recursive: true });
  return join(folder, `${name.replaceAll(/[^\w.-]+/g, '-').slice(0, 100)}.png`);
}
