import { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { faultOf } from './faults.ts';
import type { Assignment, Findings, LedgerFault, Report, Request } from './protocol.ts';
import { createSurvey } from './survey.ts';
import { openTree } from './tree.ts';

/** Milliseconds of a sweep, after which looks get their turn. */
const sliceMs = 10;

const port = parentPort;
if (port === null) throw new Error('this is a worker thread of the ledger, no program');
const { file, path, root, ignores }: Assignment = workerData;
const database = new DatabaseSync(file, { timeout: 5000 });
database.exec('PRAGMA synchronous = NORMAL');
const tree = openTree(path, ignores, ({ message }) => tell({ type: 'tree_unreadable', message }), root);
const survey = createSurvey({ database, tree, now: Date.now });

/** Faults that last are told once: what the sweep before has met with, and what was met since. */
let told = new Set<string>();
let toldBefore = new Set<string>();

const say = (report: Report) => port.postMessage(report);

function tell(fault: LedgerFault): void {
  // There is one tree and one file, but there may be many places that cannot be read.
  const key = fault.type === 'tree_unreadable' ? fault.message : fault.type;
  const isNew = !told.has(key) && !toldBefore.has(key);
  told.add(key);
  if (isNew) say({ fault });
}

async function answer(id: number, work: () => Findings | Promise<Findings>): Promise<void> {
  let findings: Findings | undefined;
  try {
    findings = await work();
  } catch (error) {
    tell(faultOf(file, error));
  }
  say({ id, findings });
}

function sweep(): Promise<Findings> {
  toldBefore = told;
  told = new Set();
  let sliceEnd = performance.now() + sliceMs;
  return survey.sweep(() => {
    if (performance.now() < sliceEnd) return undefined;
    return setImmediate().then(() => {
      sliceEnd = performance.now() + sliceMs;
    });
  });
}

port.on('message', (request: Request) => {
  if (request.do === 'sweep') void answer(request.id, sweep);
  else void answer(request.id, () => survey.look(request.hints));
});
