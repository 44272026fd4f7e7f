import { createHash } from 'node:crypto';
import { findCommit } from './head.ts';
import { patchIds } from './patch-ids.ts';
import type { Repository } from './repository.ts';
import { runGit } from './run.ts';

export interface Commit {
  readonly id: string;
  /**
   * Stays the same when the commit is rebased or cherry-picked: git's stable patch id. A commit that has no patch of its
   * own, such as a merge, has a digest of its author, date and message instead.
   */
  readonly patchId: string;
  readonly subject: string;
  readonly body: string;
  readonly author: string;
  /** When it was first written, in epoch milliseconds: a rebase or a cherry-pick keeps it. */
  readonly authoredAt: number;
  /** When it was committed, in epoch milliseconds. */
  readonly at: number;
}

export interface CommitRange {
  /** Only commits that are not reachable from this one. If it is gone, as after a force push, `sinceAt` decides. */
  readonly since?: string;
  /** When `since` was committed, in epoch milliseconds. */
  readonly sinceAt?: number;
  /** At most so many, the newest; default 1000. */
  readonly limit?: number;
}

const fields = ['%H', '%an', '%at', '%ct', '%s', '%b'];

/** Commits that are reachable from HEAD, parents first. Those of other branches belong to others. */
export async function newCommits(repository: Repository, range: CommitRange = {}): Promise<Commit[]> {
  const { since, sinceAt = 0, limit = 1000 } = range;
  const [head, known] = await Promise.all([
    findCommit(repository, 'HEAD'),
    since === undefined ? undefined : findCommit(repository, since),
  ]);
  if (head === undefined) return [];
  const format = `--format=${fields.join('%x00')}`;
  const args = ['log', '-z', '--no-show-signature', '--encoding=UTF-8', '--topo-order', '--reverse', format];
  const commits = known === undefined ? [head] : [head, `^${known}`];
  const log = await runGit(repository.root, [...args, `--max-count=${limit}`, ...commits, '--']);
  const found = parse(log.toString()).filter((commit) => known !== undefined || commit.at > sinceAt);
  const ids = await patchIds(
    repository,
    found.map((commit) => commit.id),
  );
  return found.map(({ digest, ...commit }) => ({ ...commit, patchId: ids.get(commit.id) ?? digest }));
}

function parse(log: string): (Omit<Commit, 'patchId'> & { readonly digest: string })[] {
  const values = log.split('\0');
  return Array.from({ length: Math.floor(values.length / fields.length) }, (_, number) => {
    const own = values.slice(number * fields.length, (number + 1) * fields.length);
    const [id = '', author = '', authoredAt = '', committedAt = '', subject = '', body = ''] = own;
    const digest = createHash('sha1').update([author, authoredAt, subject, body].join('\0')).digest('hex');
    const times = { authoredAt: Number(authoredAt) * 1000, at: Number(committedAt) * 1000 };
    return { id, author, subject, body: body.trimEnd(), ...times, digest };
  });
}
