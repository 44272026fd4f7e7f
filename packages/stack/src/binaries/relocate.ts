import { readFile, writeFile } from 'node:fs/promises';

/** Debian takes the templates out of Alertmanager and has it read them from this folder, which no flag can change. */
const compiledIn = Buffer.from('/usr/share/prometheus/alertmanager');

/** As long as the original, and means the folder in which the program was started. */
const workingFolder = Buffer.from(`/proc/self/cwd${'/.'.repeat((compiledIn.length - 14) / 2)}`);

const slash = 0x2f;

/**
 * Makes an unpacked Alertmanager read its templates from its working folder: without root nothing can be put where it
 * looks for them, and it does not start without. A build that brings its templates along is left as it is.
 */
export async function relocateTemplates(program: string): Promise<void> {
  const bytes = await readFile(program);
  if (relocate(bytes)) await writeFile(program, bytes);
}

/** Changes the bytes in place; longer paths under the same folder (its page) keep theirs. Tells whether it did. */
export function relocate(bytes: Buffer): boolean {
  let changed = false;
  for (let at = bytes.indexOf(compiledIn); at !== -1; at = bytes.indexOf(compiledIn, at + 1)) {
    if (bytes[at + compiledIn.length] === slash) continue;
    workingFolder.copy(bytes, at);
    changed = true;
  }
  return changed;
}
