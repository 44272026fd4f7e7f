import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Config } from '../config.ts';
import type { Environment } from '../environment.ts';
import { ConfigError } from '../errors.ts';
import { loadConfig } from '../load.ts';

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'switchgear-config-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a file of mode 600 and gives its path. */
export function writeFile(folder: string, name: string, text: string, mode = 0o600): string {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text, { mode });
  return file;
}

/** Loads YAML text as a file of its own. */
export function loadText(text: string, env: Environment = {}, folder = temporaryFolder()): Config {
  return loadConfig({ file: writeFile(folder, 'switchgear.yaml', text), env, cwd: folder });
}

/** The error that loading YAML text ends in. */
export function errorOf(text: string, env: Environment = {}, folder = temporaryFolder()): ConfigError {
  try {
    loadText(text, env, folder);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('expected the configuration to be refused');
}

/** `path: message` of every fault. */
export function faultsOf(text: string, env: Environment = {}, folder = temporaryFolder()): string[] {
  return errorOf(text, env, folder).faults.map(({ path, message }) => `${path}: ${message}`);
}
