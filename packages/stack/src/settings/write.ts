import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

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
 */
export async function writeSettings(folder: string, files: readonly SettingsFile[]): Promise<string[]> {
  const changed: string[] = [];
  for (const file of files) {
    const path = join(folder, file.path);
    if ((await currentText(path)) === file.text) continue;
    await mkdir(dirname(path), { recursive: true });
    const draft = `${path}.${process.pid}.tmp`;
    await writeFile(draft, file.text, { mode: file.secret ? 0o600 : 0o644 });
    await rename(draft, path);
    changed.push(file.path);
  }
  return changed;
}

async function currentText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
