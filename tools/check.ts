// Runs every static check and reports all of them, so that one run shows all there is to mend.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkBoundaries } from './boundaries/check.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const tools: { name: string; script: string; args: string[] }[] = [
  { name: 'lint and format', script: '@biomejs/biome/bin/biome', args: ['ci', '--error-on-warnings', '.'] },
  { name: 'types', script: 'typescript/bin/tsc', args: ['--noEmit'] },
  { name: 'types of the pages', script: 'typescript/bin/tsc', args: ['--noEmit', '-p', 'apps/console/web'] },
  {
    name: 'types of their tests',
    script: 'typescript/bin/tsc',
    args: ['--noEmit', '-p', 'apps/console/web/tsconfig.tests.json'],
  },
  {
    name: 'types as published',
    script: 'typescript/bin/tsc',
    args: ['--noEmit', '-p', 'packages/breaker/tsconfig.build.json'],
  },
  { name: 'dead code', script: 'knip/bin/knip.js', args: [] },
];

const failed: string[] = [];
for (const { name, script, args } of tools) {
  const started = performance.now();
  const path = join(root, 'node_modules', script);
  const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...args], { cwd: root, encoding: 'utf8' });
  report(name, status === 0, `${stdout}${stderr}`, started);
}
const started = performance.now();
const violations = await checkBoundaries(root);
report('boundaries', violations.length === 0, violations.map((violation) => `${violation}\n`).join(''), started);

if (failed.length > 0) {
  console.error(`\nnpm run check: ${failed.join(', ')} failed. \`npm run fix\` mends what can be mended by itself.`);
  process.exitCode = 1;
}

function report(name: string, passed: boolean, output: string, since: number): void {
  console.log(`${passed ? 'ok    ' : 'FAILED'} ${name} (${((performance.now() - since) / 1000).toFixed(1)} s)`);
  if (passed) return;
  console.error(output);
  failed.push(name);
}
