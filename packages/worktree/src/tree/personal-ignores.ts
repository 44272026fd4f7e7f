import { execFileSync } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The file of ignores that a person has for all repositories, whether it exists or not. */
export function personalIgnoresFile(root: string): string | undefined {
  return configured(root) ?? usual();
}

function configured(root: string): string | undefined {
  try {
    const args = ['-C', root, 'config', '--type=path', '--get', 'core.excludesFile'];
    return execFileSync('git', args, { encoding: 'utf8', stdio: 'pipe', timeout: 5000 }).trimEnd() || undefined;
  } catch {
    // Not configured, or no git: then the usual place holds.
    return undefined;
  }
}

function usual(): string | undefined {
  try {
    return join(process.env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'git', 'ignore');
  } catch {
    // A user without a home, as in some containers.
    return undefined;
  }
}
