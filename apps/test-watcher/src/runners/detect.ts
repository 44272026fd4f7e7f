import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestWatcherError } from '../errors.ts';

/** Which runner fits a tree by its files. @throws TestWatcherError runner_missing */
export function detectRunner(root: string): 'vitest' | 'pytest' {
  const has = (glob: string) => globSync(glob, { cwd: root, exclude: ['**/node_modules', '**/.*'] }).length > 0;
  if (has('vitest.{config,workspace}.*') || mentions(root, 'package.json', /"vitest"\s*:/)) return 'vitest';
  if (
    has('{pytest.ini,conftest.py}') ||
    mentions(root, 'pyproject.toml', /pytest/) ||
    mentions(root, 'setup.cfg', /^\[tool:pytest\]/m) ||
    mentions(root, 'tox.ini', /^\[pytest\]/m) ||
    has('{,*/,*/*/}{test_*,*_test}.py')
  ) {
    return 'pytest';
  }
  throw new TestWatcherError(
    'runner_missing',
    `No runner of tests is known in ${root}: there is neither Vitest in its package.json nor pytest in its configuration. Set test_watcher.command in switchgear.yaml there to one that writes JUnit XML; switchgear.example.yaml shows it for Jest and node --test.`,
  );
}

function mentions(root: string, file: string, pattern: RegExp): boolean {
  const path = join(root, file);
  return existsSync(path) && pattern.test(readFileSync(path, 'utf8'));
}
