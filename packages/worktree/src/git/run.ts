import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { systemCode, WorktreeError } from '../errors.ts';
import { gitEnvironment } from './environment.ts';
import { gitFailure, startFailure } from './failure.ts';

export interface GitOptions {
  /** What git reads. */
  readonly input?: Iterable<string> | AsyncIterable<Buffer>;
  /** Exit statuses that are an answer; default 0 alone. */
  readonly accept?: readonly number[];
  /** Default 60,000. */
  readonly timeoutMs?: number;
}

/** The output of a command that is read as a whole; more has no use. */
const maxBytes = 64 * 1024 * 1024;

const settings = ['--no-pager', '--literal-pathspecs', '-c', 'core.quotepath=off', '-c', 'core.fsmonitor=false'];

/**
 * Runs git in a folder. It takes no locks, runs no hooks and speaks English.
 *
 * @returns what it printed
 * @throws WorktreeError `git_missing`, `git_refused`, `no_repository`, `tree_missing`, `git_timeout`, `git_too_large`,
 *   `git_failed`
 */
export async function runGit(folder: string, args: readonly string[], options: GitOptions = {}): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of streamGit(folder, args, options)) {
    size += chunk.length;
    if (size > maxBytes) {
      throw new WorktreeError('git_too_large', `git ${args[0]} in ${folder} prints more than ${maxBytes} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Like `runGit`, with the output as it comes. Git is killed as soon as nobody reads on. */
export async function* streamGit(
  folder: string,
  args: readonly string[],
  options: GitOptions = {},
): AsyncGenerator<Buffer, void, undefined> {
  const { accept = [0], timeoutMs = 60_000 } = options;
  const git = start(folder, args);
  let said = '';
  git.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(0, 2000);
  });
  const timer = setTimeout(() => {
    git.kill('SIGKILL');
    git.stdout.destroy(new WorktreeError('git_timeout', `git ${args[0]} in ${folder} took more than ${timeoutMs} ms`));
  }, timeoutMs);
  const ended = new Promise<number>((resolve, reject) => {
    git.once('error', reject).once('close', (status) => resolve(status ?? -1));
  });
  const outcome = Promise.all([ended, feed(git, options.input)]);
  // It is waited for below; until then it must not count as unhandled.
  outcome.catch(() => {});
  try {
    yield* git.stdout;
    const [status] = await outcome;
    if (!accept.includes(status)) throw gitFailure(folder, args[0] ?? '', status, said);
  } catch (error) {
    throw startFailure(folder, error);
  } finally {
    clearTimeout(timer);
    git.kill('SIGKILL');
  }
}

function start(folder: string, args: readonly string[]): ChildProcessWithoutNullStreams {
  try {
    return spawn('git', ['-C', folder, ...settings, ...args], { env: gitEnvironment(), windowsHide: true });
  } catch (error) {
    throw startFailure(folder, error);
  }
}

async function feed(git: ChildProcessWithoutNullStreams, input: GitOptions['input'] = []): Promise<void> {
  try {
    await pipeline(Readable.from(input), git.stdin);
  } catch (error) {
    // Git may know enough before it has read everything; if it does not, its status says so.
    const code = systemCode(error);
    if (code !== 'EPIPE' && code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}
