import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StackError } from '../errors.ts';
import { runCommand } from './command.ts';
import type { ProgressListener } from './progress.ts';

/** One file as `apt-get download --print-uris` names it. */
export interface AptFile {
  readonly name: string;
  readonly bytes: number;
}

export interface AptOptions {
  /** A folder for lists, caches and downloads; what is already in it is used again. */
  readonly workDir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener | undefined;
}

/**
 * Downloads Debian packages with apt-get, and the libraries of their pages, without root and without touching the
 * system's package lists.
 *
 * @returns the paths of the .deb files of each package; apt has checked their hashes against the signed lists
 * @throws StackError apt_failed
 */
export async function downloadPackages(
  packages: readonly string[],
  options: AptOptions,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const configFile = await prepare(options.workDir);
  const apt = (...args: string[]) => run('apt-get', ...args);
  const run = (command: string, ...args: string[]) =>
    runCommand(command, ['-c', configFile, ...args], {
      cwd: options.workDir,
      // apt checks signatures through files in TMPDIR, which need not be writable for everybody.
      env: { ...options.env, TMPDIR: join(options.workDir, 'tmp') },
      signal: options.signal,
    });
  options.onProgress?.({ step: 'lists' });
  const update = await apt('update');
  const groups = new Map<string, readonly string[]>();
  for (const name of packages) {
    const needed = await run('apt-cache', ...dependsArguments, name);
    if (needed.status !== 0) throw aptFailed([name], [update.stderr, needed.stderr].join('\n'));
    groups.set(name, [name, ...parseLibraries(needed.stdout)]);
  }
  const all = [...new Set([...groups.values()].flat())];
  const listed = await apt('--print-uris', 'download', ...all);
  // A broken third-party source fails the update; it only matters when our packages were not found because of it.
  if (listed.status !== 0) throw aptFailed(packages, [update.stderr, listed.stderr].join('\n'));
  const files = parseUris(listed.stdout);
  await using _progress = watchDownload(files, options);
  const download = await apt('download', ...all);
  if (download.status !== 0) throw aptFailed(packages, download.stderr);
  const pathsOf = (name: string) =>
    files.filter((file) => file.name.startsWith(`${name}_`)).map((file) => join(options.workDir, file.name));
  return new Map([...groups].map(([name, members]) => [name, members.flatMap(pathsOf)]));
}

/** All that a package cannot do without, whatever that needs included; one name per line. */
const dependsArguments = [
  'depends',
  '--recurse',
  ...['recommends', 'suggests', 'conflicts', 'breaks', 'replaces', 'enhances'].map((kind) => `--no-${kind}`),
];

/** Debian takes scripts and fonts out of the pages of programs, and puts links to their packages in their place. */
export function parseLibraries(output: string): string[] {
  return output.split('\n').filter((line) => /^(?:libjs|fonts)-\S+$/.test(line));
}

/** Reads lines of the form `'uri' name bytes hash`. */
export function parseUris(output: string): AptFile[] {
  const files: AptFile[] = [];
  for (const line of output.split('\n')) {
    const match = /^'[^']+' (\S+) (\d+)/.exec(line);
    if (match?.[1] !== undefined) files.push({ name: match[1], bytes: Number(match[2]) });
  }
  return files;
}

async function prepare(workDir: string): Promise<string> {
  await mkdir(join(workDir, 'lists', 'partial'), { recursive: true });
  await mkdir(join(workDir, 'cache', 'archives', 'partial'), { recursive: true });
  await mkdir(join(workDir, 'state'), { recursive: true });
  await mkdir(join(workDir, 'tmp'), { recursive: true });
  await writeFile(join(workDir, 'status'), '', { flag: 'a' });
  const configFile = join(workDir, 'apt.conf');
  const draft = `${configFile}.${process.pid}`;
  await writeFile(draft, aptConfig(workDir));
  await rename(draft, configFile);
  return configFile;
}

/** Hooks of the system are cleared: some of them empty the system's own package cache after an update. */
export function aptConfig(workDir: string): string {
  return `#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
#clear DPkg::Post-Invoke;
Dir::State "${workDir}/state";
Dir::State::lists "${workDir}/lists";
Dir::State::status "${workDir}/status";
Dir::Cache "${workDir}/cache";
Acquire::Languages "none";
Acquire::Retries "3";
APT::Sandbox::User "";
`;
}

/** Reports what has arrived, read from the sizes of the files: apt-get says nothing when its output is no terminal. */
function watchDownload(files: readonly AptFile[], { workDir, onProgress }: AptOptions): AsyncDisposable {
  const totalBytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const report = async () => {
    const sizes = await Promise.all(files.map((file) => sizeOf(workDir, file)));
    onProgress?.({ step: 'download', receivedBytes: sizes.reduce((sum, size) => sum + size, 0), totalBytes });
  };
  let last = report();
  const timer = setInterval(() => {
    last = report();
  }, 200);
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await last;
      await report();
    },
  };
}

async function sizeOf(workDir: string, file: AptFile): Promise<number> {
  for (const path of [join(workDir, file.name), join(workDir, 'cache', 'archives', 'partial', file.name)]) {
    const found = await stat(path).catch(() => undefined);
    if (found !== undefined) return found.size;
  }
  return 0;
}

/** Removes what downloads need and the unpacked programs do not. */
export async function removeDownloads(workDir: string): Promise<void> {
  for (const name of await readdir(workDir)) await rm(join(workDir, name), { recursive: true, force: true });
}

function aptFailed(packages: readonly string[], output: string): StackError {
  const lines = output.split('\n').filter((line) => /^[EW]:/.test(line));
  const detail = (lines.length > 0 ? lines : output.trim().split('\n')).slice(-6).join('\n  ');
  return new StackError(
    'apt_failed',
    `apt-get could not download ${packages.join(' and ')}:\n  ${detail}\nCheck the network and /etc/apt/sources.list, or run: sudo apt-get install ${packages.join(' ')}`,
  );
}
