#!/usr/bin/env node
// Runs a module of this workspace under the Node.js it is developed with, after installing what is missing.
// Plain JavaScript for Node 18 and later: it is the first thing that runs on a fresh clone.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants, homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** npm's own list of what it has installed. */
const installedList = join(root, 'node_modules', '.package-lock.json');
/** The first release in which node:sqlite, type stripping and undici 8 all work. */
const oldestNode = [22, 19];

/**
 * @param {string} entry path of the module to run, from the workspace's root
 * @param {string[]} args
 * @param {{ dev?: boolean }} options dev: the module needs the development dependencies too
 */
export async function launch(entry, args, { dev = false } = {}) {
  if (!isInstalled(dev)) {
    const status = await install(dev);
    if (status !== 0) {
      const interrupted = status > 128;
      if (!interrupted) {
        process.stderr.write(
          'switchgear: npm could not install, see above. Its usual causes are no network and a full disk.\n',
        );
      }
      return status;
    }
  }
  const node = findNode();
  if (node === undefined) {
    process.stderr.write(
      `switchgear: Node.js ${oldestNode.join('.')} or later is needed, this is ${process.versions.node}, and npm ` +
        `has no Node.js package for ${process.platform} ${process.arch}. Install Node.js 24 and run this again.\n`,
    );
    return 1;
  }
  return run(node, [
    '--conditions=switchgear-source',
    '--disable-warning=ExperimentalWarning',
    join(root, entry),
    ...args,
  ]);
}

/** Compares the lock file with the list that npm leaves in node_modules. */
function isInstalled(dev) {
  if (!existsSync(installedList)) return false;
  const wanted = readLock(join(root, 'package-lock.json'));
  const installed = readLock(installedList);
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || !path.includes('node_modules/')) return true;
    if (entry.optional || entry.devOptional || entry.peer || (entry.dev && !dev)) return true;
    return (
      installed[path]?.link === true || (installed[path]?.version === entry.version && entry.version !== undefined)
    );
  });
}

function readLock(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages;
}

function install(dev) {
  process.stderr.write(
    `switchgear: installing ${dev ? 'what development needs' : 'dependencies'} (once per change of the lock file)\n`,
  );
  const npm = process.env.npm_execpath;
  // npm ci begins by deleting what is there, under the feet of a platform that may be running from it.
  const verb = existsSync(installedList) ? ['install', '--no-save'] : ['ci'];
  const args = [...verb, '--loglevel=error', ...(dev ? ['--include=dev'] : ['--omit=dev'])];
  // npm names its own script to what it starts; without npm around us, its command is on PATH.
  return npm ? run(process.execPath, [npm, ...args]) : run('npm', args, { shell: process.platform === 'win32' });
}

function findNode() {
  const pinned = join(
    root,
    'node_modules',
    `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  if (existsSync(pinned)) return pinned;
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]) ? process.execPath : undefined;
}

/** Resolves to the exit status; passes signals on, so that the child decides how to end. */
function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', env: withCompileCache(process.env), ...options });
    // A terminal sends Ctrl-C to the child as well; it takes two in quick succession for one.
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    const forward = (signal) => child.kill(signal);
    for (const signal of signals) process.on(signal, forward);
    const watch = watchNpm(() => child.kill('SIGTERM'));
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      clearInterval(watch);
      for (const name of signals) process.off(name, forward);
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

/** npm dies of a signal without passing it on: whoever kills `npm start` means what it started. */
function watchNpm(onGone) {
  if (process.env.npm_lifecycle_event === undefined) return undefined;
  const parent = process.ppid;
  return setInterval(() => {
    if (process.ppid !== parent) onGone();
  }, 500).unref();
}

/** Compiled code is kept between runs, which halves the time to start. */
function withCompileCache(env) {
  const cache = env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return { NODE_COMPILE_CACHE: join(cache, 'switchgear', 'compiled'), ...env };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [first, ...rest] = process.argv.slice(2);
  const dev = first === '--dev';
  const [entry, ...args] = dev ? rest : [first, ...rest];
  process.exitCode = await launch(entry, args, { dev });
}
