import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { committedFiles, generatedFolders } from '@switchgear/monitoring';
import { writeSettings } from '@switchgear/stack';
import type { Command } from 'commander';
import { CliError } from '../errors.ts';
import { root } from '../root.ts';

export function registerGenerate(program: Command): void {
  program
    .command('generate')
    .description('write monitoring/ and deploy/k8s anew: dashboards, rules, routes, runbook and proofs')
    .option('--check', 'write nothing; exit status 1 when a file differs from what would be written')
    .action(({ check = false }: { check?: boolean }) => generate(root, check));
}

/**
 * Writes the generated files below a folder, and removes what nothing generates any more.
 *
 * @throws CliError drift when only checking and a file differs, with the names of all that do
 */
export async function generate(folder: string, check: boolean): Promise<void> {
  const files = committedFiles();
  const leftOver = await leftOvers(folder, new Set(files.map(({ path }) => path)));
  if (!check) {
    await Promise.all(leftOver.map((path) => rm(join(folder, path))));
    await writeSettings(folder, files);
    process.stdout.write(`Wrote ${files.length} files.\n`);
    return;
  }
  const changed = await Promise.all(
    files.map(async ({ path, text }) => ((await textOf(join(folder, path))) === text ? [] : [path])),
  );
  const drift = [...changed.flat(), ...leftOver];
  if (drift.length > 0) {
    throw new CliError(
      'drift',
      `Not as generated: ${drift.join(', ')}. Run: npm run generate. A change by hand belongs in packages/monitoring.`,
    );
  }
  process.stdout.write(`${files.length} files are as generated.\n`);
}

async function leftOvers(folder: string, known: ReadonlySet<string>): Promise<string[]> {
  const found = await Promise.all(
    generatedFolders.map(async (name) => {
      if (!existsSync(join(folder, name))) return [];
      const entries = await readdir(join(folder, name), { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) =>
          join(entry.parentPath, entry.name)
            .slice(folder.length + 1)
            .replaceAll('\\', '/'),
        );
    }),
  );
  return found.flat().filter((path) => !known.has(path));
}

async function textOf(path: string): Promise<string | undefined> {
  return existsSync(path) ? readFile(path, 'utf8') : undefined;
}
