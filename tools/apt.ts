import { spawnSync } from 'node:child_process';

/** Whether packages of Debian can be installed here: as root, where there is apt-get. */
export function mayInstall(): boolean {
  return process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
}

/**
 * The first of these packages that this system's sources have.
 *
 * @throws Error with what apt-get says
 */
export function install(names: readonly [string, ...string[]], what: string): void {
  apt('update', '-q');
  const name = names.find((each) => spawnSync('apt-cache', ['show', each]).status === 0) ?? names[0];
  console.log(`Installing ${name} for ${what} (once)`);
  apt('install', '-qy', '--no-install-recommends', name);
}

function apt(...args: string[]): void {
  const { status, stderr } = spawnSync('apt-get', args, {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    timeout: 600_000,
  });
  if (status !== 0) throw new Error(`apt-get ${args.join(' ')} failed:\n${stderr.trim()}`);
}
