import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { RunningCommand } from '../../support/command.ts';
import { eventually } from '../../support/eventually.ts';
import { type Exposition, scrape } from '../../support/exposition.ts';
import { Platform } from '../../support/platform.ts';
import { launchAgent } from '../../support/start-agent.ts';

/** Tells of each test file what it has read there. */
const digests = [process.execPath, join(import.meta.dirname, 'digests.mjs'), '{report}', '{tests}'];

/** A tree, and a TestWatcher over it, which can be ended and started again. Its test files are `*.test.js`. */
export class WatchScene {
  readonly tree: string;
  readonly platform: Platform;
  #agent: RunningCommand | undefined;

  private constructor(tree: string, platform: Platform) {
    this.tree = tree;
    this.platform = platform;
  }

  /** Nothing runs yet. */
  static async prepare(command: readonly string[] = digests): Promise<WatchScene> {
    const tree = realpathSync(mkdtempSync(join(tmpdir(), 'switchgear-tree-')));
    const section = { enabled: true, path: tree, command, tests: ['**/*.test.js'] };
    const scene = new WatchScene(tree, await Platform.prepare({ settings: { test_watcher: section } }));
    scene.write('first.test.js', 'first');
    return scene;
  }

  write(path: string, text: string): void {
    const file = join(this.tree, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  git(...args: string[]): void {
    const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com'];
    const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' };
    execFileSync('git', [...identity, ...args], { cwd: this.tree, env, stdio: 'pipe' });
  }

  /** Does not wait for anything. */
  launch(): RunningCommand {
    this.#agent = launchAgent('test-watcher', this.platform);
    return this.#agent;
  }

  /** Starts it, and waits for the first run of everything, or until it watches again. */
  async start(): Promise<number> {
    const { child } = this.launch();
    await this.platform.testWatcher.firstRun();
    await eventually(async () => {
      if ((await this.metrics()).sum('test_watcher_is_running') === 0) throw new Error('it does not watch yet');
    });
    return child.pid ?? 0;
  }

  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    this.#agent?.child.kill(signal);
    await this.#agent?.result;
    this.#agent = undefined;
  }

  metrics(): Promise<Exposition> {
    return scrape(`http://127.0.0.1:${this.platform.ports.test_watcher}`);
  }

  /** What it keeps, to be read only. */
  open(database: 'ledger.db' | 'history.db'): DatabaseSync {
    const states = join(this.platform.stateDir, 'test-watcher');
    return new DatabaseSync(join(states, readdirSync(states)[0] ?? '', database), { readOnly: true });
  }

  async dispose(): Promise<void> {
    await this.end('SIGKILL');
    await this.platform.dispose();
    rmSync(this.tree, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Measures in a scene of its own. */
export async function inScene<T>(measure: (scene: WatchScene) => Promise<T>, command?: readonly string[]): Promise<T> {
  const scene = await WatchScene.prepare(command);
  try {
    return await measure(scene);
  } finally {
    await scene.dispose();
  }
}
