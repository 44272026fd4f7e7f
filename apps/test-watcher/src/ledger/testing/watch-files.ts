/**
 * A watcher whose run of a batch is to write down what is in its files: `node watch-files.ts <tree> <ledger> <log>`.
 * The log has a line per change of every completed batch.
 */
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createIgnore, findRepository, isRewriting, watchTree } from '@switchgear/worktree';
import { createBatcher } from '../../batches/batcher.ts';
import { openQueue } from '../../queue/queue.ts';
import { followTree } from '../follow.ts';
import { openLedger } from '../ledger.ts';

/** One line of the log. */
export interface LogLine {
  readonly batch: number;
  readonly path: string;
  /** Null for a file that is not there. */
  readonly content: string | null;
}

const [root = '', file = '', log = ''] = process.argv.slice(2);
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

function contentOf(path: string): string | null {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return null;
  }
}

const ledger = await openLedger({ file, root, ignores: [], onFault: (fault) => say({ fault }) });
const queue = openQueue({ file });
const repository = await findRepository(root);
const ignore = createIgnore(root);

function runBatch(): void {
  const batch = queue.lease();
  if (batch === undefined) return;
  const lines = batch.changes.map(({ path }): LogLine => ({ batch: batch.id, path, content: contentOf(path) }));
  appendFileSync(log, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  queue.complete(batch);
}

const batcher = createBatcher({
  isPaused: () => repository !== undefined && isRewriting(repository),
  isBusy: () => following.isBusy(),
  onDue: runBatch,
});
const following = followTree({
  ledger,
  watch: (observer) => watchTree(root, ignore, observer),
  ...(repository && { gitDir: repository.gitDir }),
  onOutcome: (outcome, cause) => {
    if (outcome.changes > 0 || queue.size() > 0) batcher.poke();
    if (outcome.recovered > 0) say({ recovered: outcome.recovered, cause });
  },
  onFault: (fault) => say({ fault }),
});
await following.started;
say({ ready: true });
