import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CommandOptions, root } from '../support/command.ts';
import { eventually } from '../support/eventually.ts';
import { isListening } from '../support/free-ports.ts';
import { Platform } from '../support/platform.ts';
import { processesOf } from '../support/processes.ts';
import { seconds } from './figures.ts';
import type { Step } from './step.ts';

const freshSeconds = 90;
const warmSeconds = 5;

interface Start {
  readonly readySeconds: number;
  /** Processes and ports that Ctrl-C left. */
  readonly left: readonly string[];
}

/** `npm start` as a new user has it: no node_modules, no package cache, no Prometheus. */
export const startStep: Step = {
  name: 'start',
  about: 'npm start on a fresh clone with empty caches, and again',
  async run({ quick, log }) {
    const folder = mkdtempSync(join(tmpdir(), 'switchgear-clone-'));
    try {
      const options = emptyHome(folder, copyOfRepository(folder));
      const fresh = await startOnce(options, 300_000);
      log(`fresh: ready after ${seconds(fresh.readySeconds)}`);
      const warm: Start[] = [];
      for (let number = 1; number <= (quick ? 1 : 5); number++) {
        const start = await startOnce(options, 60_000);
        log(`warm, ${number}: ready after ${seconds(start.readySeconds)}`);
        warm.push(start);
      }
      const slowest = Math.max(...warm.map(({ readySeconds }) => readySeconds));
      const left = [fresh, ...warm].flatMap((start) => start.left);
      return [
        {
          promise: '`npm start` on a fresh clone, with nothing installed or cached, has everything ready',
          bar: `≤ ${freshSeconds} s`,
          measured: seconds(fresh.readySeconds),
          holds: fresh.readySeconds <= freshSeconds,
        },
        {
          promise: `\`npm start\` on a warm clone has everything ready (${warm.length} times)`,
          bar: `each time ≤ ${warmSeconds} s`,
          measured: `slowest ${seconds(slowest)}`,
          holds: slowest <= warmSeconds,
        },
        {
          promise: 'Ctrl-C leaves no process and no port',
          bar: 'nothing left',
          measured: left.length === 0 ? `nothing left after ${warm.length + 1} starts` : left.join('; '),
          holds: left.length === 0,
        },
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  },
};

/** What a clone holds: everything that is committed, or about to be. */
function copyOfRepository(folder: string): string {
  const clone = join(folder, 'clone');
  const listing = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root });
  for (const file of listing.toString().split('\0')) {
    const source = join(root, file);
    if (file !== '' && existsSync(source)) cpSync(source, join(clone, file));
  }
  return clone;
}

/** A home without caches; npm still finds the settings by which this machine reaches the registry. */
function emptyHome(folder: string, clone: string): CommandOptions {
  const home = join(folder, 'home');
  mkdirSync(home);
  const settings = join(homedir(), '.npmrc');
  return {
    cwd: clone,
    env: {
      HOME: home,
      XDG_CACHE_HOME: join(home, '.cache'),
      npm_config_cache: join(home, '.npm'),
      ...(existsSync(settings) && { npm_config_userconfig: settings }),
    },
  };
}

async function startOnce(options: CommandOptions, timeoutMs: number): Promise<Start> {
  const platform = await Platform.prepare({ agents: true });
  try {
    const begin = performance.now();
    const start = platform.npmStart([], { ...options, timeoutMs });
    await start.untilPrints('Ctrl-C ends everything.', timeoutMs);
    const readySeconds = (performance.now() - begin) / 1000;
    start.signalGroup('SIGINT');
    return { readySeconds, left: await whatIsLeft(platform) };
  } finally {
    await platform.dispose();
  }
}

async function whatIsLeft({ folder, ports }: Platform): Promise<string[]> {
  const found = async () => {
    const open: string[] = [];
    for (const [program, port] of Object.entries(ports)) if (await isListening(port)) open.push(`port of ${program}`);
    return [...processesOf(folder).map(({ command }) => command), ...open];
  };
  try {
    await eventually(
      async () => {
        if ((await found()).length > 0) throw new Error('something is left');
      },
      { withinMs: 20_000 },
    );
    return [];
  } catch {
    return found();
  }
}
