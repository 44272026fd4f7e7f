import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StackError } from '../errors.ts';

/** A settings file of one of the programs. */
export interface SettingsFile {
  /** Relative to the folder that it is written to. */
  readonly path: string;
  readonly text: string;
  /** Only its owner may read it. */
  readonly secret?: boolean;
}

/**
 * Writes each file that differs, whole or not at all: Prometheus reads its list of targets again whenever it changes.
 *
 * @returns the paths of those that differed
 * @throws StackError state_unwritable
 */
export async function writeSettings(folder: string, files: readonly SettingsFile[]): Promise<string[]> {
  const changed: string[] = [];
  for (const file of files) {
    const path = join(folder, file.path);
    if ((await currentText(path)) === file.text) continue;
    await replace(path, file);
    changed.push(file.path);
  }
  return changed;
}

async function replace(path: string, { text, secret = false }: SettingsFile): Promise<void> {
  const draft = `${path}.${process.pid}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(draft, text, { mode: secret ? 0o600 : 0o644 });
    await rename(draft, path);
  } catch (cause) {
    await rm(draft, { force: true }).catch(() => {});
    const { message } = cause as Error;
    throw new StackError(
      'state_unwritable',
      `${path} cannot be written (${message}). Make room on its disk, or give its folder to this user.`,
      { cause },
    );
  }
}

/** What cannot be read is written anew, which says why it cannot. */
function currentText(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}
