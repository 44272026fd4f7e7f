import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { type Announced, createAnnounced } from './announced.ts';
import { prepareFile } from './prepare.ts';
import type { Assignment, Findings, Hint, LedgerFault, Report, SweepOutcome, SweepReason, Task } from './protocol.ts';
import { realRoot } from './tree.ts';

/** The record of a tree's files, against which hints are checked and which finds what no hint named. */
export interface Ledger {
  /** There was none of this tree: the first sweep takes all files in without a change, and everything is to be run. */
  readonly isFirst: boolean;
  /** Compares the whole tree. Never rejects; several wait for one another, looks get in between. */
  sweep(reason: SweepReason): Promise<SweepOutcome>;
  /** Compares these places only. Never rejects. */
  look(hints: readonly Hint[]): Promise<SweepOutcome>;
  close(): Promise<void>;
}

export interface LedgerOptions {
  /** Holds ledger and queue; a file that is damaged or not ours is put aside. */
  readonly file: string;
  readonly root: string;
  /** Configured ignores, in the syntax of `.gitignore`. */
  readonly ignores: readonly string[];
  /** Trouble that lasts is told once. After `ledger_died` nothing is found any more until the program starts anew. */
  onFault(fault: LedgerFault): void;
}

/** A hint may arrive so much later than the sweep that has found the same change. */
const hintDelayMs = 50;

/** The thread makes much garbage of short life, which would otherwise pile up to a hundred megabytes between sweeps. */
const resourceLimits = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 256 };

/**
 * Opens the ledger; comparing is the work of a thread of its own.
 *
 * @throws DatabaseError; WorktreeError `tree_missing`
 */
export async function openLedger(options: LedgerOptions): Promise<Ledger> {
  const { file, ignores, onFault } = options;
  const root = realRoot(options.root);
  const { sweeps, version: versionBefore } = prepareFile(file, onFault);
  const workerData: Assignment = { file, path: options.root, root, ignores };
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData, resourceLimits });
  const waiting = new Map<number, (findings: Findings | undefined) => void>();
  const sweeping = new Set<Announced>();
  let lastSweep: Promise<unknown> = Promise.resolve();
  let requests = 0;
  let version = versionBefore;
  let isOver = false;

  worker.on('message', (report: Report) => {
    if ('fault' in report) return onFault(report.fault);
    waiting.get(report.id)?.(report.findings);
    waiting.delete(report.id);
  });
  worker.on('error', (error) => die(`the thread of the ledger has failed: ${error.message}`));
  worker.on('exit', () => die('the thread of the ledger has ended'));

  function die(what: string): void {
    if (!isOver) onFault({ type: 'ledger_died', message: `${what}. Start the watcher anew; no change is lost` });
    isOver = true;
    for (const answer of waiting.values()) answer(undefined);
    waiting.clear();
  }

  async function ask(task: Task): Promise<Findings | undefined> {
    if (isOver) return undefined;
    requests += 1;
    const id = requests;
    const findings = await new Promise<Findings | undefined>((resolve) => {
      waiting.set(id, resolve);
      worker.postMessage({ ...task, id });
    });
    version = findings?.version ?? version;
    return findings;
  }

  const outcome = (since: number, findings: Findings | undefined, recovered: number): SweepOutcome => ({
    changes: findings?.changed.length ?? 0,
    recovered,
    files: findings?.files ?? 0,
    durationMs: performance.now() - since,
    version,
    isComplete: findings !== undefined,
  });

  async function sweep(reason: SweepReason): Promise<SweepOutcome> {
    const since = performance.now();
    const announced = createAnnounced();
    sweeping.add(announced);
    const findings = await ask({ do: 'sweep' });
    const result = outcome(since, findings, 0);
    const surprises = () => findings?.changed.filter((path) => !announced.covers(path)).length ?? 0;
    if (surprises() > 0 && reason !== 'start') await setTimeout(hintDelayMs);
    sweeping.delete(announced);
    return { ...result, recovered: surprises() };
  }

  return {
    isFirst: sweeps < 2,
    sweep(reason) {
      const result = lastSweep.then(() => sweep(reason));
      lastSweep = result;
      return result;
    },
    async look(hints) {
      const since = performance.now();
      for (const announced of sweeping) announced.add(hints);
      return outcome(since, await ask({ do: 'look', hints }), 0);
    },
    async close() {
      isOver = true;
      await worker.terminate();
    },
  };
}
