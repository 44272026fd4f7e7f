import { createHash } from 'node:crypto';
import { createReadStream, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Intake } from '../intake/intake.ts';
import type { Fault } from '../model.ts';
import { createPoll, type Poll } from './poll.ts';

/** Reports are looked at this often, in milliseconds; one is read when two looks have found it the same. */
const pollMs = 3000;

/** For sums of fractions. */
const tolerancePoints = 1e-9;

export interface CoverageDropOptions {
  /** Absolute paths of the coverage reports that there are now. A folder stands for all files in it. */
  readonly reports: () => readonly string[];
  /** What those reports say together; undefined while they are stale or partial or cannot be read. */
  readonly measure: () => Promise<{ readonly percent: number; readonly source: string } | undefined>;
  /** Whether an audit is under way, whose own report is no drop before it is published. */
  readonly isAuditing: () => boolean;
  /** The percentage that is published, 0 to 100. */
  readonly published: () => number | undefined;
  /** More points than this below the published percentage are a drop; default 5. */
  readonly dropPoints?: number;
  readonly intake: Pick<Intake, 'offer'>;
  readonly onFault: (fault: Fault) => void;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

/** Asks for an audit when reports that somebody else has written show a drop. */
export function createCoverageDropWatch(options: CoverageDropOptions): Poll {
  const { reports, measure, isAuditing, published, dropPoints = 5, intake, onFault, now = Date.now } = options;
  let seen = '';
  let judged = '';

  const look = async (): Promise<void> => {
    const files = reports().flatMap(filesIn);
    const mark = files.map(stampOf).join('\n');
    const isSettled = mark === seen;
    seen = mark;
    if (!isSettled || mark === judged || mark === '' || isAuditing()) return;
    const measured = published() === undefined ? undefined : await measure();
    const before = published();
    if (before !== undefined && measured !== undefined && before - measured.percent > dropPoints + tolerancePoints) {
      const text = `coverage fell from ${show(before)} to ${show(measured.percent)} (${measured.source})`;
      const key = `coverage_drop:${await digestOf(files)}`;
      intake.offer({ trigger: 'coverage_drop', key, text, at: now() });
    }
    judged = mark;
  };
  return createPoll({ look, pauseMs: () => pollMs, type: 'coverage_unreadable', onFault });
}

function filesIn(path: string): string[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return [];
  if (!stat.isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .map((name) => join(path, name));
}

function stampOf(path: string): string {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return `${path} ${stat?.ino} ${stat?.size} ${stat?.mtimeNs}`;
}

async function digestOf(files: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files) await pipeline(createReadStream(file), hash, { end: false });
  return hash.digest('hex');
}

function show(percent: number): string {
  return `${percent.toFixed(1)} %`;
}
