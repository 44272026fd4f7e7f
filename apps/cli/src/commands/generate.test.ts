import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../root.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { generate } from './generate.ts';

function write(path: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, 'by hand\n');
  return path;
}

test('what is committed is what the code makes', async () => {
  await generate(root, true);
});

test('a check names every file that differs or is missing, and writes nothing', async () => {
  const folder = temporaryFolder();
  await expect(generate(folder, true)).rejects.toThrow(/monitoring\/docker-compose\.yml.*npm run generate/);
  expect(existsSync(join(folder, 'monitoring'))).toBe(false);
  await generate(folder, false);
  await generate(folder, true);
  write(join(folder, 'monitoring/alertmanager/config.yml'));
  await expect(generate(folder, true)).rejects.toThrow(/^Not as generated: monitoring\/alertmanager\/config\.yml\. /);
});

test('what nothing generates any more is told by a check and then removed; a dashboard of somebody else stays', async () => {
  const folder = temporaryFolder();
  await generate(folder, false);
  const old = write(join(folder, 'monitoring/prometheus/alerts/old.yml'));
  const own = write(join(folder, 'monitoring/grafana/dashboards/own.json'));
  await expect(generate(folder, true)).rejects.toThrow('Not as generated: monitoring/prometheus/alerts/old.yml.');
  await generate(folder, false);
  expect([existsSync(old), existsSync(own)]).toEqual([false, true]);
});
