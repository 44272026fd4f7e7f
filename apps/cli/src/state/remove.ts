import { existsSync } from 'node:fs';
import { readdir, rm, rmdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, relative } from 'node:path';
import { CliError } from '../errors.ts';

/** Everything that Switchgear makes in a state folder. */
const ours =
  /^(?:(?:admin-token|key-salt)(?:\.[0-9a-f]{12})?|gateway\.db(?:-\w+)?|\.gitignore|audit|audit-agent|test-watcher|logs|run|prometheus|alertmanager|monitoring|inbox|drill|test-alerts\.json(?:\.\d+\.tmp)?)$/;

/**
 * Removes what Switchgear has made in its state folder, and the folder itself when nothing else is in it.
 *
 * @returns names of what is left, because somebody else put it there
 * @throws CliError state_dir when this is no folder of Switchgear
 */
export async function removeState(stateDir: string): Promise<string[]> {
  if (!existsSync(stateDir)) return [];
  const holdsOthers = [process.cwd(), homedir()].some((folder) => !relative(stateDir, folder).startsWith('..'));
  if (holdsOthers || !existsSync(join(stateDir, 'run'))) {
    throw new CliError(
      'state_dir',
      `${stateDir} is not a folder of Switchgear alone, so it is left as it is. Remove what you do not need by hand.`,
    );
  }
  const names = await readdir(stateDir);
  const left = names.filter((name) => !ours.test(name));
  for (const name of names) if (ours.test(name)) await rm(join(stateDir, name), { recursive: true });
  if (left.length === 0) await rmdir(stateDir);
  return left;
}
