import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Config } from './config.ts';
import { emptyFile, parseYaml, type YamlFile } from './document/parse.ts';
import { validate } from './document/validate.ts';
import type { Environment } from './environment.ts';
import { ConfigError } from './errors.ts';
import { resolveConfig } from './resolve/config.ts';
import { createContext } from './resolve/context.ts';
import { secretFaults } from './resolve/secret-sources.ts';

export interface LoadOptions {
  /**
   * The YAML file; otherwise `SWITCHGEAR_CONFIG`, otherwise `switchgear.yaml` in `cwd` or in `tree`, which may be missing.
   */
  readonly file?: string | undefined;
  /** A folder that may bring a configuration of its own; default none. */
  readonly tree?: string | undefined;
  /** Environment to read; default `process.env`. */
  readonly env?: Environment;
  /** Working folder; default `process.cwd()`. */
  readonly cwd?: string;
}

/**
 * Reads switchgear.yaml and the secrets it names.
 *
 * @throws {ConfigError} with everything that is wrong, never only the first fault, and never with a secret in its text.
 */
export function loadConfig(options: LoadOptions = {}): Config {
  const env: Environment = options.env ?? process.env;
  const cwd = resolve(options.cwd ?? process.cwd());
  const file = findFile(options.file ?? env.SWITCHGEAR_CONFIG, cwd, options.tree);
  const yaml = file === undefined ? emptyFile : readYaml(file, options.file ?? 'SWITCHGEAR_CONFIG');
  if (yaml.faults.length > 0) throw new ConfigError(file, yaml.faults);
  const { config: written, faults, omitted } = validate(yaml);
  const folder = file === undefined ? cwd : dirname(file);
  const around = { env, folder, posix: process.platform !== 'win32' };
  const context = createContext(yaml, around, omitted);
  const config = written && resolveConfig(written, file, context);
  const found = [...faults, ...context.faults, ...secretFaults(yaml, omitted, around)];
  if (config === undefined || found.length > 0) throw new ConfigError(file, found);
  return config;
}

function findFile(named: string | undefined, cwd: string, tree: string | undefined): string | undefined {
  if (named !== undefined && named !== '') return resolve(cwd, named);
  const usual = resolve(cwd, 'switchgear.yaml');
  if (statSync(usual, { throwIfNoEntry: false }) !== undefined) return usual;
  // A tree that cannot be entered is for whoever works on it to tell.
  const own = tree === undefined ? undefined : resolve(cwd, tree, 'switchgear.yaml');
  return own !== undefined && existsSync(own) ? own : undefined;
}

function readYaml(file: string, given: string): YamlFile {
  try {
    return parseYaml(readFileSync(file, 'utf8'));
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    const reasons: Record<string, string> = {
      ENOENT: `does not exist; create it (switchgear.example.yaml shows how) or correct ${given}`,
      EISDIR: 'is a folder; name the file in it',
      EACCES: 'cannot be read by this user; change its owner or mode',
    };
    const message = reasons[String(code)] ?? `cannot be read (${String(code)})`;
    throw new ConfigError(file, [{ path: '', message: `the file ${message}` }]);
  }
}
