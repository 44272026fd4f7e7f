import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { glob, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const built = join(root, 'dist', 'site');
const stamp = 'sources.sha256';

/**
 * The folder with the built pages, after building them where their sources have changed since. Safe to call from
 * several processes at once: each builds for itself, and the last to finish wins.
 *
 * @throws Error of Vite with the place of the fault; of the file system where the folder cannot be written
 */
export async function builtSite(): Promise<string> {
  const wanted = await digestOfSources();
  if (stampOf(built) === wanted) return built;
  // Where it is built beforehand, as in an image, this is never loaded and need not be installed.
  const { build } = await import('vite');
  const fresh = `${built}-${randomUUID()}`;
  try {
    await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn', build: { outDir: fresh } });
    await writeFile(join(fresh, stamp), wanted);
    await replace(fresh);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  return built;
}

async function replace(fresh: string): Promise<void> {
  const old = `${built}-${randomUUID()}`;
  await mkdir(join(built, '..'), { recursive: true });
  if (existsSync(built)) await rename(built, old);
  try {
    await rename(fresh, built);
  } catch (error) {
    // Another process was faster; what it built is of the same sources.
    if (!existsSync(built)) throw error;
  } finally {
    await rm(old, { recursive: true, force: true });
  }
}

function stampOf(folder: string): string | undefined {
  const path = join(folder, stamp);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** What the pages are built from, the versions of packages included. */
async function digestOfSources(): Promise<string> {
  const hash = createHash('sha256');
  const sources: string[] = [];
  for await (const path of glob(['web/**/*.*', 'package.json', 'vite.config.ts'], { cwd: root })) sources.push(path);
  for (const path of sources.filter((path) => !/\.test\.tsx?$/.test(path)).sort()) {
    hash.update(`${path}\0`).update(readFileSync(join(root, path)));
  }
  return hash.digest('hex');
}
