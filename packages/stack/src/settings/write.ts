import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A settings file of one of the two programs. */
export interface SettingsFile {
  /** Relative to the state folder. */
  readonly path: string;
  readonly text: string;
}

/** Writes each file whole or not at all: Prometheus reads its list of targets again whenever it changes. */
export async function writeSettings(stateDir: string, files: readonly SettingsFile[]): Promise<void> {
  for (const file of files) {
    const path = join(stateDir, file.path);
    await mkdir(dirname(path), { recursive: true });
    const draft = `${path}.${process.pid}.tmp`;
    await writeFile(draft, file.text);
    await rename(draft, path);
  }
}
