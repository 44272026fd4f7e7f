import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findRepository, headOf, isDirty, newCommits, type Repository } from '@switchgear/worktree';
import { type CoverageOptions, obtainCoverage, type WholeCoverage } from '../coverage/obtain.ts';
import { AuditError } from '../errors.ts';
import type { AuditHistory } from '../history/open.ts';
import type { Audit, CommitFact, Fault, Reason, Sourced, TestFacts } from '../model.ts';
import { brief } from '../visible.ts';
import { createAttempt } from './attempt.ts';
import { coverageSection } from './coverage-section.ts';
import { patchSection } from './patch-section.ts';
import { testSection } from './test-section.ts';

/** Commits that an audit names. */
const mostCommits = 500;

export interface AuditOptions extends CoverageOptions {
  /** What changed lines are measured against; default the default branch. */
  readonly base?: string | undefined;
}

export interface AuditRequest {
  readonly root: string;
  readonly reasons: readonly Reason[];
  readonly history: Pick<AuditHistory, 'last' | 'published'>;
  readonly options: AuditOptions;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Ends the command; the audit then says so, and is best not saved. */
  readonly signal: AbortSignal;
  /** What is known of tests from elsewhere. */
  readonly testFacts: () => Promise<Sourced<TestFacts> | undefined>;
  /** Told how long everything but obtaining coverage took, in milliseconds. */
  readonly onAnalysed?: (durationMs: number) => void;
}

/** Does an audit. Never rejects: whatever cannot be done stands in its faults. */
export async function performAudit(request: AuditRequest): Promise<Audit> {
  const { root, reasons, history, options, now, signal } = request;
  // Time that passes is not told by a clock that people and time servers set.
  const begunAt = performance.now();
  const faults: Fault[] = [];
  const attempt = createAttempt(faults);
  const isThere = existsSync(root);
  // Anew each time: git may have come or gone.
  const repository = isThere ? await attempt('git', () => repositoryOf(root)) : undefined;
  const withGit = async <T>(work: (repository: Repository) => T | Promise<T>): Promise<T | undefined> =>
    repository && (await attempt('git', () => work(repository)));

  const previous = await attempt('state', () => history.last());
  const published = await attempt('state', () => history.published());
  const head = await withGit(headOf);
  const dirty = await withGit(isDirty);
  const commit = head?.commit;

  const coverageAt = performance.now();
  const obtained = await attempt('coverage_unreadable', () =>
    isThere
      ? obtainCoverage({ ...options, root, commit, dirty, repository, published, signal })
      : { faults: [{ type: 'tree' as const, message: `${root} is gone; bring it back, or configure another path` }] },
  );
  const analysedAt = performance.now();
  faults.push(...(obtained?.faults ?? []));
  const { coverage } = obtained ?? {};
  const moved = coverage && (await withGit(headOf))?.commit !== commit;
  if (moved)
    faults.push({ type: 'coverage_stale', message: 'another commit was checked out during the audit; audit again' });
  const usable: WholeCoverage | undefined = moved ? undefined : coverage;

  const patch = usable && (await withGit((at) => patchSection(at, usable, options.base, options.ignore)));
  const commits = await withGit((at) => commitsSince(at, previous));
  const known = await attempt('state', request.testFacts);
  const tests = testSection(obtained?.tests, known);
  const finishedAt = now();
  const tookMs = performance.now() - begunAt;
  const startedAt = finishedAt - Math.round(tookMs);
  request.onAnalysed?.(tookMs - (analysedAt - coverageAt));
  return {
    id: idOf(startedAt),
    root,
    reasons,
    startedAt,
    finishedAt,
    ...(commit && { commit }),
    ...(head?.branch && { branch: head.branch }),
    ...(dirty !== undefined && { dirty }),
    ...(previous && { previous: previous.id }),
    ...(usable && {
      coverage: {
        ...coverageSection(usable, published),
        ...(commit && { commit }),
        ...(dirty !== undefined && { dirty }),
      },
    }),
    ...(patch && { patch }),
    ...(tests && { tests }),
    commits: commits ?? [],
    faults,
  };
}

/** @throws WorktreeError, AuditError where there is a repository that git does not take for one */
async function repositoryOf(root: string): Promise<Repository | undefined> {
  const repository = await findRepository(root);
  const place = join(root, '.git');
  if (repository !== undefined || !existsSync(place)) return repository;
  throw new AuditError(
    'git',
    `${place} is damaged: git takes it for no repository; see what it says, and mend or remove it: git -C ${root} status`,
  );
}

/** Newest first. After a force push the commit of the audit before is gone, and its time decides. */
async function commitsSince(repository: Repository, previous: Audit | undefined): Promise<CommitFact[]> {
  if (previous?.commit === undefined) return [];
  const range = { since: previous.commit, sinceAt: previous.startedAt, limit: mostCommits };
  const commits = await newCommits(repository, range);
  return commits.map(({ id, subject, author, at }) => ({ id, subject: brief(subject), author, at })).reverse();
}

/** Sorts by time, is a file name everywhere, and differs for audits of one second. */
function idOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}-${randomBytes(3).toString('hex')}`;
}
