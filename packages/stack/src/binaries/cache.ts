import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { StackError } from '../errors.ts';
import { downloadPackages, removeDownloads } from './apt.ts';
import { runCommand } from './command.ts';
import { lockFolder } from './lock.ts';
import type { ProgressListener } from './progress.ts';
import { relocateTemplates } from './relocate.ts';
import { searchSuite } from './search.ts';
import { alertmanagerSuite, type Suite } from './suite.ts';

const draftPrefix = 'draft-';

export interface CacheOptions {
  readonly cacheDir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener | undefined;
}

/** `$XDG_CACHE_HOME/switchgear`, by default `~/.cache/switchgear`. */
export function defaultCacheDir(env: NodeJS.ProcessEnv): string {
  const { XDG_CACHE_HOME: base } = env;
  return join(base === undefined || base === '' ? join(homedir(), '.cache') : base, 'switchgear');
}

/** Where a suite lies, or would lie, unpacked. */
export function unpackedRoot(cacheDir: string, suite: Suite): string {
  return join(cacheDir, 'stack', suite.folder);
}

export function searchCache<S extends Suite>(suite: S, cacheDir: string) {
  return searchSuite(suite, [join(unpackedRoot(cacheDir, suite), 'usr', 'bin')]);
}

/**
 * Downloads and unpacks the packages of the suites that the cache lacks. Processes that do so at the same time wait for
 * each other; one that was interrupted is continued by the next.
 *
 * @throws StackError apt_failed, unpack_failed, cache_unwritable
 */
export async function fillCache(missing: readonly Suite[], options: CacheOptions): Promise<void> {
  const workDir = join(options.cacheDir, 'stack', 'download');
  try {
    await mkdir(workDir, { recursive: true });
  } catch (cause) {
    throw new StackError(
      'cache_unwritable',
      `The cache folder ${options.cacheDir} cannot be written. Give it to your user, or name another with XDG_CACHE_HOME.`,
      { cause },
    );
  }
  await using _lock = await lockFolder(workDir, options.signal);
  const wanted = missing.filter((suite) => searchCache(suite, options.cacheDir) === undefined);
  if (wanted.length === 0) return;
  await removeDrafts(options.cacheDir);
  const packages = wanted.map((suite) => suite.debianPackage);
  const downloads = await downloadPackages(packages, { ...options, workDir });
  options.onProgress?.({ step: 'unpack' });
  for (const suite of wanted) {
    const files = downloads.get(suite.debianPackage) ?? [];
    if (files.length === 0) throw new StackError('apt_failed', `apt-get named no file for ${suite.debianPackage}.`);
    await unpack(files, suite, options);
  }
  await removeDownloads(workDir);
}

/** Unpacks beside the target and renames, so that a folder with the final name is always whole. */
async function unpack(files: readonly string[], suite: Suite, options: CacheOptions): Promise<void> {
  const target = unpackedRoot(options.cacheDir, suite);
  const draft = await mkdtemp(join(options.cacheDir, 'stack', draftPrefix));
  try {
    for (const file of files) {
      const result = await runCommand('dpkg-deb', ['-x', file, draft], { env: options.env, signal: options.signal });
      if (result.status !== 0) {
        throw new StackError(
          'unpack_failed',
          `dpkg-deb could not unpack ${file}: ${result.stderr.trim()}. Is the disk full?`,
        );
      }
    }
    // 214 MB from which the scripts beside it were made; no page asks for it.
    await rm(join(draft, 'usr', 'share', 'javascript', 'moment-timezone', 'data'), { recursive: true, force: true });
    const bin = join(draft, 'usr', 'bin');
    if (suite === alertmanagerSuite) await relocateTemplates(join(bin, 'prometheus-alertmanager'));
    await rm(target, { recursive: true, force: true });
    await rename(draft, target);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** What killed processes left; only safe while the lock is held. */
async function removeDrafts(cacheDir: string): Promise<void> {
  const folder = join(cacheDir, 'stack');
  const drafts = (await readdir(folder)).filter((name) => name.startsWith(draftPrefix));
  await Promise.all(drafts.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}
