import { type Commit, findRepository, headOf, newCommits, operationOf, type Repository } from '@switchgear/worktree';
import { AuditError } from '../../errors.ts';
import type { Intake } from '../../intake/intake.ts';
import type { Fault } from '../../model.ts';
import { brief } from '../../visible.ts';
import { createPoll, type Poll } from '../poll.ts';
import { markOfHead } from './mark.ts';
import { compileMessages, defaultCommitMessages } from './messages.ts';

const pollMs = 2000;

/** After trouble, as without git, in milliseconds. */
const retryMs = 30_000;

/** Git is asked at every so many looks, in case its files hide something. */
const looksPerQuestion = 30;

/** So many of the commits before the first start are known again when they are rebased. */
const historyLimit = 1000;

/** Of more commits at once only the newest are seen. */
const limit = 10_000;

/** Where the place itself is gone, commits that are this much older are looked at again: dates are in no order. */
const graceMs = 86_400_000;

const noteName = 'commits.head';

/** HEAD moves to and fro meanwhile, over commits that may not stay. */
const passing: readonly unknown[] = ['rebase', 'am', 'bisect'];

/** One that takes longer has been forgotten, in milliseconds. */
const maxPassingMs = 3_600_000;

export interface CommitWatchOptions {
  readonly root: string;
  /** Regular expressions: a message that one of them matches asks for an audit. */
  readonly messages?: readonly string[];
  readonly intake: Pick<Intake, 'offer' | 'remember' | 'note' | 'setNote'>;
  /** Commits whose content was not seen before. */
  readonly onCommits: (count: number) => void;
  readonly onFault: (fault: Fault) => void;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

/** How far HEAD has been followed. */
interface Place {
  /** Absent while there is no commit. */
  readonly commit?: string;
  /** When the newest commit so far was made, in epoch milliseconds. */
  readonly at: number;
}

/**
 * Counts commits, and asks for an audit when the message of one says so. What HEAD leads to at the very first start is
 * history. A commit that is rebased, amended without a change, or met again on another branch is the same commit; one
 * that makes the same change at another time is another.
 *
 * @throws AuditError `git` for a pattern that cannot be used
 */
export function createCommitWatch(options: CommitWatchOptions): Poll {
  const { root, intake, onCommits, now = Date.now } = options;
  const messages = compileMessages(options.messages ?? defaultCommitMessages);
  let repository: Repository | undefined;
  let mark: string | undefined;
  let looks = 0;
  let passingSince: number | undefined;

  const look = async (): Promise<void> => {
    try {
      repository ??= await findRepository(root);
      if (repository === undefined) throw noRepository(root);
      passingSince = passing.includes(operationOf(repository)) ? (passingSince ?? now()) : undefined;
      if (passingSince !== undefined && now() - passingSince < maxPassingMs) return;
      const found = markOfHead(repository);
      looks += 1;
      if (found === mark && looks % looksPerQuestion !== 0) return;
      await follow(repository);
      mark = found;
    } catch (error) {
      repository = undefined;
      mark = undefined;
      throw error;
    }
  };
  const follow = async (repository: Repository): Promise<void> => {
    const { commit: head } = await headOf(repository);
    const note = intake.note(noteName);
    const place: Place | undefined = note === undefined ? undefined : JSON.parse(note);
    if (place !== undefined && (head === undefined || head === place.commit)) return;
    const commits =
      place === undefined
        ? await newCommits(repository, { limit: historyLimit })
        : await newCommits(repository, {
            ...(place.commit !== undefined && { since: place.commit }),
            sinceAt: place.at - graceMs,
            limit,
          });
    if (place === undefined) keepAsHistory(commits);
    else take(commits);
    // A date that lies ahead must not hide what comes after it.
    const at = Math.min(
      now(),
      commits.reduce((newest, commit) => Math.max(newest, commit.at), place?.at ?? 0),
    );
    intake.setNote(noteName, JSON.stringify({ ...(head !== undefined && { commit: head }), at } satisfies Place));
  };
  const wordIn = ({ subject, body }: Commit): string | undefined =>
    messages.map((message) => message.exec(`${subject}\n${body}`)?.[0]).find(Boolean);
  const keepAsHistory = (commits: readonly Commit[]): void => {
    intake.remember([...commits.map(seenKey), ...commits.filter(wordIn).map(askKey)]);
  };
  const take = (commits: readonly Commit[]): void => {
    const fresh = intake.remember(commits.map(seenKey)).size;
    if (fresh > 0) onCommits(fresh);
    for (const commit of commits) {
      const word = wordIn(commit);
      if (word === undefined) continue;
      const text = brief(`commit ${commit.id.slice(0, 10)} names ${JSON.stringify(word)}: ${commit.subject}`);
      intake.offer({ trigger: 'commit', key: askKey(commit), text, at: now() });
    }
  };

  const pauseMs = () => (repository === undefined ? retryMs : pollMs);
  return createPoll({ look, pauseMs, type: 'git', onFault: options.onFault });
}

/** By its date, what was reverted and is made again differs from what is rebased. */
function seenKey({ patchId, authoredAt }: Commit): string {
  return `commit-seen:${patchId}:${authoredAt}`;
}

/** Apart from the other, since a commit may get the message that asks only when it is amended. */
function askKey({ patchId, authoredAt }: Commit): string {
  return `commit:${patchId}:${authoredAt}`;
}

function noRepository(root: string): AuditError {
  return new AuditError(
    'git',
    `${root}: no commits are watched, since this is no git repository; git init makes it one`,
  );
}
