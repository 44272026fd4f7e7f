import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Intake } from '../../intake/intake.ts';
import type { Fault } from '../../model.ts';
import { temporaryFolder } from '../../testing/folder.ts';
import { testIntake } from '../../testing/intake.ts';
import { type CommitWatchOptions, createCommitWatch } from '../commits/watch.ts';
import type { Poll } from '../poll.ts';

/** What git would do beside for the safety and the tidiness of real work. */
const careless = { 'gc.auto': '0', 'maintenance.auto': 'false', 'core.fsync': 'none' };

const environment = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
  GIT_EDITOR: 'true',
  GIT_CONFIG_COUNT: String(Object.keys(careless).length),
  ...Object.fromEntries(
    Object.entries(careless).flatMap(([key, value], index) => [
      [`GIT_CONFIG_KEY_${index}`, key],
      [`GIT_CONFIG_VALUE_${index}`, value],
    ]),
  ),
};

/** A repository of git, an agent that follows its commits, and what it says. */
export class CommitWorld {
  readonly root: string;
  readonly faults: Fault[] = [];
  intake: Intake;
  watch: Poll;
  #counted = 0;
  readonly #open = testIntake().open;
  readonly #options: Partial<CommitWatchOptions>;

  constructor({ root = temporaryFolder(), ...options }: Partial<CommitWatchOptions> = {}) {
    this.root = root;
    this.#options = options;
    this.intake = this.#open();
    this.watch = this.#create();
  }

  git(...args: readonly string[]): string {
    return execFileSync('git', args, { cwd: this.root, env: environment, encoding: 'utf8', stdio: 'pipe' }).trim();
  }

  /** Whether git did what it was told. */
  tryGit(...args: readonly string[]): boolean {
    try {
      this.git(...args);
      return true;
    } catch {
      return false;
    }
  }

  commit(message: string, file = `${message.replaceAll(/\W/g, '-')}.txt`, content = message): void {
    writeFileSync(join(this.root, file), content);
    this.git('add', '.');
    this.git('commit', '--quiet', '--allow-empty', '-m', message);
  }

  restart(): void {
    this.intake = this.#open();
    this.watch = this.#create();
  }

  /** Looks, and returns how many commits were counted and the subjects that asked for an audit. */
  async look(): Promise<readonly [number, readonly string[]]> {
    this.#counted = 0;
    await this.watch.look();
    const reasons = this.intake.take();
    this.intake.done(reasons);
    return [this.#counted, reasons.map(({ text }) => text.replace(/^commit \w+ names "\w+": /, ''))];
  }

  #create(): Poll {
    return createCommitWatch({
      root: this.root,
      intake: this.intake,
      onCommits: (count) => {
        this.#counted += count;
      },
      onFault: (fault) => this.faults.push(fault),
      ...this.#options,
    });
  }
}

/** A repository with two commits, one of which names a release, that is being followed. */
export async function followedWorld(options: Partial<CommitWatchOptions> = {}): Promise<CommitWorld> {
  const world = new CommitWorld(options);
  world.git('init', '--quiet', '--template=', '--initial-branch=main');
  world.commit('begin');
  world.commit('release 0.1');
  await world.look();
  return world;
}
