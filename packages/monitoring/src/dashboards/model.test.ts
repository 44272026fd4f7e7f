import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultDashboard } from '@grafana/schema';
import { afterAll, expect, test } from 'vitest';
import { committedSetup } from '../setup.ts';
import { readDashboards } from './testing/read.ts';

const all = readDashboards(committedSetup);
const folder = mkdtempSync(join(tmpdir(), 'switchgear-model-'));
afterAll(() => rmSync(folder, { recursive: true }));

const compiler = fileURLToPath(new URL('../../../../node_modules/typescript/bin/tsc', import.meta.url));
const model = join(import.meta.dirname, 'testing', 'model.ts').replaceAll('\\', '/');
const options = ['--ignoreConfig', '--noEmit', '--strict', '--skipLibCheck', '--exactOptionalPropertyTypes'].concat([
  '--module',
  'nodenext',
  '--target',
  'es2024',
  '--allowImportingTsExtensions',
  '--pretty',
  'false',
]);

/** What the compiler says of JSON as a dashboard of Grafana's model, with every unknown property as a fault. */
function faultsOf(...jsons: readonly string[]): string {
  const files = jsons.map((json, index) => {
    const file = join(folder, `board-${index}.ts`);
    writeFileSync(file, `import type { Model } from '${model}';\nexport const board = ${json} satisfies Model;\n`);
    return file;
  });
  try {
    return execFileSync(process.execPath, [compiler, ...options, ...files], { cwd: folder, encoding: 'utf8' });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

test('every dashboard is one in the model of Grafana, without a property or a value that it does not know', () => {
  expect(faultsOf(...all.map((dashboard) => JSON.stringify(dashboard, null, 1)))).toBe('');
});

test.each([
  ['"drawStyle"', '"drawStile"'],
  ['"mode":"dashed"', '"mode":"dotted"'],
  ['"type":"stat"', '"type":"number"'],
  ['"refresh":2', '"refresh":7'],
])('the model would notice if %s were %s', (right, wrong) => {
  const json = JSON.stringify(all.find(({ uid }) => uid === 'circuit-breaker')).replace(
    '"lineWidth"',
    '"drawStyle":"line","lineWidth"',
  );
  expect(json).toContain(right);
  expect(faultsOf(json.replace(right, wrong))).toContain(': error TS');
});

test('the schema is the one that this Grafana writes', () => {
  for (const { schemaVersion } of all) expect(schemaVersion).toBe(defaultDashboard.schemaVersion);
});
