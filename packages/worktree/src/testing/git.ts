import { execFileSync } from 'node:child_process';
import { makeTree } from './make-tree.ts';

const env = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
  GIT_EDITOR: 'true',
};

export function git(folder: string, ...args: readonly string[]): string {
  return execFileSync('git', ['-C', folder, ...args], { env, encoding: 'utf8', stdio: 'pipe' }).trimEnd();
}

/** A repository on branch `main` whose one commit holds these files; without files it has no commit. */
export function makeRepository(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const root = makeTree(files);
  git(root, 'init', '--quiet', '--initial-branch=main');
  if (Object.keys(files).length > 0) commitAll(root, 'Start');
  return root;
}

/** Commits everything there is, also nothing, and returns the id. */
export function commitAll(root: string, message: string): string {
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--allow-empty', `--message=${message}`);
  return git(root, 'rev-parse', 'HEAD');
}
