// Errors

export { WorktreeError, type WorktreeErrorCode } from './errors.ts';

// Git

export { changedLines } from './git/changed-lines.ts';
export { type Commit, type CommitRange, newCommits } from './git/commits.ts';
export { type DiffOptions, diffOf } from './git/diff.ts';
export { type Head, headOf, isDirty } from './git/head.ts';
export { mergeBase } from './git/merge-base.ts';
export { type GitOperation, isRewriting, operationOf } from './git/operation.ts';
export { findRepository, type Repository } from './git/repository.ts';

// Files

export type { OnTreeFault, TreeFault, TreeFaultKind } from './tree/fault.ts';
export { lookAt, type TreeFile } from './tree/file.ts';
export { createIgnore, type Ignore, type IgnoreOptions } from './tree/ignore.ts';
export { readFlag } from './tree/read-flag.ts';
export { type WalkOptions, walk } from './tree/walk.ts';
export { type TreeWatch, watchTree } from './tree/watch.ts';
export type { TreeObserver } from './tree/watching.ts';

// Coverage and test reports

export { coverageGlobs, findCoverage } from './coverage/find.ts';
export { LineSet } from './coverage/line-set.ts';
export { hasMovedSince } from './coverage/moved.ts';
export { type PatchCoverage, patchCoverage } from './coverage/patch.ts';
export { type ReadCoverageOptions, readCoverage } from './coverage/read.ts';
export type { CoverageFormat, CoverageReport, CoveredFiles, FileLines } from './coverage/report.ts';
export { isNewer, type StaleOptions, staleReason } from './coverage/stale.ts';
export { readStamp, type Stamp, writeStamp } from './coverage/stamp.ts';
export { mergeCoverage, totals } from './coverage/sums.ts';
export { type ReadJunitOptions, readJunit } from './junit/read.ts';
export type { JunitCase, JunitError, JunitReport } from './junit/report.ts';
export { type JunitSuite, writeJunit } from './junit/write.ts';
