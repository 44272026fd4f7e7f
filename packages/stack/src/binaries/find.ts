import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { StackError } from '../errors.ts';
import { installAdvice } from './advice.ts';
import { defaultCacheDir, fillCache, searchCache, unpackedRoot } from './cache.ts';
import type { ProgressListener } from './progress.ts';
import { pathFolders, searchProgram, searchSuite } from './search.ts';
import { alertmanagerSuite, prometheusSuite, suites } from './suite.ts';

/** Absolute paths of the four programs. */
export interface Binaries {
  readonly prometheus: string;
  readonly promtool: string;
  readonly alertmanager: string;
  readonly amtool: string;
  /** Folder of Prometheus' page where it is not where the program looks by itself: an unpacked Debian package. */
  readonly webAssets: string | undefined;
  /** Folder in which an unpacked Alertmanager has to be started: it reads its templates there. */
  readonly templates: string | undefined;
}

export interface FindOptions {
  /** Gives PATH and XDG_CACHE_HOME. Default: process.env */
  readonly env?: NodeJS.ProcessEnv;
  /** Default: `$XDG_CACHE_HOME/switchgear` or `~/.cache/switchgear` */
  readonly cacheDir?: string;
  /** Ends a download or unpacking; the next search continues it. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener | undefined;
}

/** Looks on PATH, then in the cache folder, and never downloads: undefined when a program is in neither. */
export function searchBinaries(options: FindOptions = {}): Binaries | undefined {
  const env = options.env ?? process.env;
  const cacheDir = options.cacheDir ?? defaultCacheDir(env);
  const folders = pathFolders(env);
  const prometheusOnPath = searchSuite(prometheusSuite, folders);
  const prometheus = prometheusOnPath ?? searchCache(prometheusSuite, cacheDir);
  const alertmanagerOnPath = searchSuite(alertmanagerSuite, folders);
  const alertmanager = alertmanagerOnPath ?? searchCache(alertmanagerSuite, cacheDir);
  if (prometheus === undefined || alertmanager === undefined) return undefined;
  const assets = join(unpackedRoot(cacheDir, prometheusSuite), 'usr', 'share', 'prometheus', 'web');
  const templates = join(unpackedRoot(cacheDir, alertmanagerSuite), 'usr', 'share', 'prometheus', 'alertmanager');
  return {
    ...prometheus,
    ...alertmanager,
    webAssets: prometheusOnPath === undefined && existsSync(assets) ? assets : undefined,
    templates: alertmanagerOnPath === undefined && existsSync(templates) ? templates : undefined,
  };
}

/**
 * Finds Prometheus, promtool, Alertmanager and amtool: on PATH, else in the cache folder, else unpacked into it from
 * Debian packages (35 MB; nothing is installed and no root is needed).
 *
 * @throws StackError binaries_missing where there is no apt, with the command for this system; apt_failed,
 *   unpack_failed, cache_unwritable. The signal's reason when aborted.
 */
export async function findBinaries(options: FindOptions = {}): Promise<Binaries> {
  const found = searchBinaries(options);
  if (found !== undefined) return found;
  const env = options.env ?? process.env;
  const cacheDir = options.cacheDir ?? defaultCacheDir(env);
  const folders = pathFolders(env);
  const missing = suites.filter((suite) => searchSuite(suite, folders) === undefined);
  const names = missing.flatMap((suite) => Object.keys(suite.programs)).join(', ');
  if (searchProgram(['apt-get'], folders) === undefined || searchProgram(['dpkg-deb'], folders) === undefined) {
    throw new StackError(
      'binaries_missing',
      `Not found on PATH or in ${cacheDir}: ${names}. ${installAdvice(env)}. Or switch both off in switchgear.yaml (prometheus.enabled, alertmanager.enabled: false).`,
    );
  }
  await fillCache(missing, { cacheDir, env, signal: options.signal, onProgress: options.onProgress });
  const unpacked = searchBinaries(options);
  if (unpacked === undefined) {
    throw new StackError('unpack_failed', `The Debian packages hold no ${names}. ${installAdvice(env)}.`);
  }
  return unpacked;
}
