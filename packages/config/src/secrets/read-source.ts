import { readFileSync, statSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import type { Path } from '../document/parse.ts';
import type { Environment } from '../environment.ts';
import type { SecretSource } from '../schema/fields.ts';
import { looksSecret } from './looks-secret.ts';

export interface Surroundings {
  readonly env: Environment;
  /** Folder at which relative paths start. */
  readonly folder: string;
  /** Files that others may read are refused, except where the system has no such modes. */
  readonly posix: boolean;
  report(path: Path, message: string): void;
}

/** Text of a secret and where it came from, for messages. */
export interface SecretText {
  readonly text: string;
  readonly origin: string;
}

/** Reads the environment variable or file of a secret; reports and gives undefined when it cannot be used. */
export function readSource(source: SecretSource, path: Path, around: Surroundings): SecretText | undefined {
  return source.env === undefined
    ? readSecretFile(source.file ?? '', [...path, 'file'], around)
    : readVariable(source.env, [...path, 'env'], around);
}

function readVariable(name: string, path: Path, around: Surroundings): SecretText | undefined {
  const text = around.env[name];
  if (text === undefined || text.trim() === '') {
    const state = text === undefined ? 'is not set' : 'is empty';
    const shown = looksSecret(name) ? 'named here' : name;
    around.report(path, `the environment variable ${shown} ${state}; set it, or remove this section`);
    return undefined;
  }
  return { text, origin: name };
}

function readSecretFile(named: string, path: Path, around: Surroundings): SecretText | undefined {
  const file = isAbsolute(named) ? named : resolve(around.folder, named);
  const fault = fileFault(named, file, around.posix);
  if (fault !== undefined) {
    around.report(path, fault);
    return undefined;
  }
  const text = readFileSync(file, 'utf8')
    .replace(/^\uFEFF/, '')
    .replaceAll(/^\s*#.*$/gm, '');
  if (text.trim() === '') {
    around.report(path, `the file ${file} is empty; write the secret into it`);
    return undefined;
  }
  return { text, origin: file };
}

function fileFault(named: string, file: string, posix: boolean): string | undefined {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats === undefined) {
    if (!/[/\\.]/.test(named) && looksSecret(named))
      return 'expected the path of a file, found what looks like the secret itself';
    return `the file ${file} does not exist; create it with mode 600, or correct the path`;
  }
  if (!stats.isFile()) return `${file} is ${stats.isDirectory() ? 'a folder' : 'not a file'}; name a file in it`;
  const mode = stats.mode & 0o777;
  if (posix && (mode & 0o077) !== 0) {
    return `the file ${file} can be read by others (mode ${mode.toString(8)}); run: chmod 600 ${quoted(file)}`;
  }
  return undefined;
}

function quoted(file: string): string {
  return /^[\w./@%+:,-]+$/.test(file) ? file : `'${file.replaceAll("'", "'\\''")}'`;
}
