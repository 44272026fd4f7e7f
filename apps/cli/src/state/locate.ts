import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Config, ConfigError, loadConfig } from '@switchgear/config';

/** As much of an installation as can be known. */
export interface Located {
  readonly stateDir: string;
  /** Undefined when the configuration has a fault. */
  readonly config: Config | undefined;
}

/**
 * Finds the state folder also when the configuration has a fault, of which it then warns: what runs can always be looked
 * at and stopped.
 *
 * @throws ConfigError when the file that was named does not exist
 */
export function locateState(file: string | undefined): Located {
  try {
    const config = loadConfig({ file });
    return { stateDir: config.state_dir, config };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    if (error.file !== undefined && !existsSync(error.file)) throw error;
    const stateDir = statedIn(error.file);
    process.stderr.write(`${error.message}\nGoing on with the state folder ${stateDir}\n`);
    return { stateDir, config: undefined };
  }
}

/** What a file says of `state_dir`, though it may be no YAML. */
function statedIn(file: string | undefined): string {
  const text = file === undefined ? '' : readFileSync(file, 'utf8');
  const stated = /^state_dir:[ \t]+(["']?)(.+?)\1[ \t]*(?:[ \t]#.*)?\r?$/m.exec(text)?.[2];
  return resolve(file === undefined ? process.cwd() : dirname(file), stated ?? '.switchgear');
}
