import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, globSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { ConsoleError, reasonOf } from '../errors.ts';
import { plainFault } from './fault.ts';
import { removeLeftovers } from './leftovers.ts';

const ownRoot = join(import.meta.dirname, '..', '..');

/**
 * The folder with the built pages, after building them where there is none of these sources. A folder is there whole or
 * not at all, and never changes: several processes may build at once, and older consoles keep serving their own.
 *
 * @param root folder of the console's package
 * @throws ConsoleError site_not_built, with the place of the fault
 */
export async function builtSite(root: string = ownRoot): Promise<string> {
  const dist = join(root, 'dist');
  const site = join(dist, `site-${(await digestOf(root)).slice(0, 16)}`);
  if (existsSync(site)) return site;
  try {
    await mkdir(dist, { recursive: true });
    await removeLeftovers(dist);
    // With the process that makes it, so that others see whether it is still at it.
    const draft = `${site}.${process.pid}.${randomUUID()}`;
    try {
      await mkdir(draft);
      await runVite(root, draft);
      await compressAll(join(draft, 'assets'));
      await rename(draft, site);
    } catch (error) {
      await rm(draft, { recursive: true, force: true });
      // Another process was faster.
      if (!existsSync(site)) throw error;
    }
  } catch (error) {
    if (error instanceof ConsoleError) throw error;
    throw notBuilt(`${dist} cannot be written (${reasonOf(error)}). Give it to this user, or make room on its disk`);
  }
  return site;
}

/** All that the pages are made of. The versions of packages are exact in package.json. */
async function digestOf(root: string): Promise<string> {
  const hash = createHash('sha256').update(await readFile(import.meta.filename));
  const paths = globSync(['web/**/*.*', 'package.json', 'vite.config.ts'], { cwd: root });
  for (const path of paths.filter((path) => !/\.test\.tsx?$|[\\/]testing[\\/]/.test(path)).sort()) {
    hash.update(`\0${path}\0`).update(await readFile(join(root, path)));
  }
  return hash.digest('hex');
}

/** In a process of its own, whose hundreds of megabytes are gone with it. */
async function runVite(root: string, folder: string): Promise<void> {
  const args = ['build', '--configLoader', 'native', '--logLevel', 'error', '--outDir', folder];
  try {
    const env = { ...process.env, NODE_ENV: 'production' };
    await promisify(execFile)(process.execPath, [viteProgram(), ...args], { cwd: root, env });
  } catch (error) {
    if (error instanceof ConsoleError) throw error;
    const { stderr, message } = error as Error & { readonly stderr?: string };
    throw notBuilt(plainFault(stderr || message));
  }
}

function viteProgram(): string {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js');
  } catch {
    throw notBuilt('vite is not installed. Run: npm install');
  }
}

async function compressAll(folder: string): Promise<void> {
  for (const path of globSync('**/*.{js,css,svg}', { cwd: folder })) {
    const file = join(folder, path);
    await writeFile(`${file}.gz`, await promisify(gzip)(await readFile(file), { level: 9 }));
  }
}

function notBuilt(why: string): ConsoleError {
  return new ConsoleError('site_not_built', `the pages of the console cannot be built: ${why}`);
}
