import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { defaultCacheDir } from '@switchgear/stack';

const run = promisify(execFile);

/**
 * Runs docker-compose and returns what it prints: that on PATH, else Debian's 1.29 with the Python it needs, unpacked
 * once into the cache folder (7 MB, without root). No Docker engine is needed for `config`.
 */
export async function dockerCompose(
  args: readonly string[],
  options: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): Promise<string> {
  const { PATH: path = '' } = process.env;
  const installed = path.split(delimiter).some((folder) => existsSync(join(folder, 'docker-compose')));
  const [command = '', ...first] = installed ? ['docker-compose'] : await unpacked();
  const { stdout } = await run(command, [...first, ...args], { cwd: options.cwd, env: { PATH: path, ...options.env } });
  return stdout;
}

async function unpacked(): Promise<string[]> {
  const cache = join(defaultCacheDir(process.env), 'docker-compose');
  const target = join(cache, 'unpacked');
  if (!existsSync(target)) await unpackInto(target, cache);
  return [join(target, 'usr', 'bin', 'python3.11'), join(target, 'usr', 'bin', 'docker-compose')];
}

/** With package lists of its own, so that it works where those of the system are missing or belong to root. */
async function unpackInto(target: string, cache: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(join(cache, 'draft-'));
  try {
    const folders = ['lists/partial', 'cache/archives/partial', 'state', 'root'];
    for (const folder of folders) await mkdir(join(work, folder), { recursive: true });
    await writeFile(join(work, 'status'), '');
    const settings = [
      `Dir::State=${work}/state`,
      `Dir::State::lists=${work}/lists`,
      `Dir::State::status=${work}/status`,
      `Dir::Cache=${work}/cache`,
      'APT::Sandbox::User=',
    ].flatMap((setting) => ['-o', setting]);
    const apt = (program: string, ...args: string[]) =>
      run(program, [...settings, ...args], { cwd: work, maxBuffer: 1e8 });
    await apt('apt-get', 'update');
    const kinds = ['recommends', 'suggests', 'conflicts', 'breaks', 'replaces', 'enhances'];
    const { stdout } = await apt(
      'apt-cache',
      'depends',
      '--recurse',
      ...kinds.map((k) => `--no-${k}`),
      'docker-compose',
    );
    const python = stdout.split('\n').filter((name) => /^(?:lib)?python3[\w.-]*$/.test(name));
    await apt('apt-get', 'download', 'docker-compose', ...python);
    const packages = (await readdir(work)).filter((name) => name.endsWith('.deb'));
    for (const name of packages) await run('dpkg-deb', ['-x', join(work, name), join(work, 'root')]);
    await rename(join(work, 'root'), target);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
