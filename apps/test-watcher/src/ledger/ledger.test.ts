import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openQueue } from '../queue/queue.ts';
import { type Ledger, openLedger } from './ledger.ts';
import type { LedgerFault } from './protocol.ts';
import { createWorkspace, type Workspace } from './testing/workspace.ts';

let space: Workspace;
let ledger: Ledger;
let faults: LedgerFault[];

async function open(root = space.root): Promise<void> {
  ledger = await openLedger({
    file: space.file,
    root,
    ignores: ['*.log'],
    onFault: (fault) => faults.push(fault),
  });
}

beforeEach(async () => {
  space = createWorkspace();
  faults = [];
  space.write('a.ts');
  space.write('src/b.ts');
  await open();
});
afterEach(async () => {
  await ledger.close();
  space.dispose();
  vi.restoreAllMocks();
});

function waiting(): string[] {
  const queue = openQueue({ file: space.file });
  const paths = queue.lease()?.changes.map(({ path }) => path) ?? [];
  queue.close();
  return paths;
}

it('is the first of a tree until its first sweep has ended and everything has been tested', async () => {
  expect(ledger.isFirst).toBe(true);
  await ledger.close();
  await open();
  expect(ledger.isFirst).toBe(true);
  expect(await ledger.sweep('start')).toMatchObject({
    changes: 0,
    recovered: 0,
    files: 2,
    version: 1,
    isComplete: true,
  });
  await ledger.close();
  await open();
  expect(ledger.isFirst).toBe(true);
  const queue = openQueue({ file: space.file });
  queue.wholeTested();
  queue.close();
  await ledger.close();
  await open();
  expect(ledger.isFirst).toBe(false);
});

it('finds at the start what happened while no watcher ran, and counts it as recovered', async () => {
  await ledger.sweep('start');
  await ledger.close();
  space.write('a.ts', 'changed');
  space.write('c.log');
  await open();
  expect(await ledger.sweep('start')).toMatchObject({ changes: 1, recovered: 1, version: 2 });
  expect(waiting()).toEqual(['a.ts']);
});

it('counts as recovered only what no hint has named', async () => {
  await ledger.sweep('start');
  for (const path of ['hinted.ts', 'missed.ts', 'folder/deep/hinted.ts', 'late.ts']) space.write(path);
  const sweep = ledger.sweep('stall');
  const looks = ledger.look([
    { path: 'hinted.ts', kind: 'file' },
    { path: 'folder', kind: 'directory' },
  ]);
  const late = delay(30).then(() => ledger.look([{ path: 'late.ts', kind: 'file' }]));
  expect(await sweep).toMatchObject({ recovered: 1 });
  const outcomes = await Promise.all([sweep, looks, late]);
  expect(outcomes.reduce((sum, { changes }) => sum + changes, 0)).toBe(4);
  expect(waiting()).toHaveLength(4);
});

it('a look answers for its places alone', async () => {
  await ledger.sweep('start');
  space.write('a.ts', 'changed');
  space.write('src/b.ts', 'changed');
  expect(await ledger.look([{ path: 'a.ts', kind: 'file' }])).toMatchObject({ changes: 1, files: 1, version: 2 });
  expect(waiting()).toEqual(['a.ts']);
});

it('tells once that the tree is missing, and again when it has been back', async () => {
  await ledger.sweep('start');
  for (let time = 1; time <= 2; time += 1) {
    renameSync(space.root, `${space.root}-away`);
    for (let count = 0; count < 3; count += 1) {
      expect(await ledger.sweep('periodic')).toMatchObject({ changes: 0, isComplete: false });
    }
    expect(faults).toHaveLength(time);
    renameSync(`${space.root}-away`, space.root);
    expect(await ledger.sweep('periodic')).toMatchObject({ changes: 0, files: 2, isComplete: true });
  }
  expect(faults[0]).toEqual({ type: 'tree_missing', message: expect.stringContaining(space.root) });
});

it('says that the way to the tree leads elsewhere by now, and takes nothing there for a change', async () => {
  await ledger.close();
  const link = `${space.root}-link`;
  symlinkSync(space.root, link);
  await open(link);
  await ledger.sweep('start');
  mkdirSync(`${space.root}-other`);
  rmSync(link);
  symlinkSync(`${space.root}-other`, link);
  expect(await ledger.sweep('periodic')).toMatchObject({ changes: 0, isComplete: false });
  expect(faults).toEqual([{ type: 'tree_missing', message: expect.stringMatching(`${link} leads elsewhere.* anew`) }]);
});

it('puts a damaged file aside and takes the tree in anew', async () => {
  await ledger.sweep('start');
  await ledger.close();
  writeFileSync(space.file, 'not a database '.repeat(1000));
  vi.spyOn(Date, 'now').mockReturnValue(123);
  await open();
  expect(ledger.isFirst).toBe(true);
  expect(faults).toEqual([
    { type: 'ledger_damaged', message: expect.stringContaining(`${basename(space.file)}.damaged-123`) },
  ]);
  expect(existsSync(`${space.file}.damaged-123`)).toBe(true);
  expect(await ledger.sweep('start')).toMatchObject({ files: 2, isComplete: true });
});

it('a tree that does not exist cannot be opened', async () => {
  await expect(
    openLedger({ file: space.file, root: space.path('none'), ignores: [], onFault() {} }),
  ).rejects.toMatchObject({
    code: 'tree_missing',
  });
});

it('says so when its thread dies, and answers what it was asked', async () => {
  await ledger.close();
  // A file that cannot be opened by the thread any more, which is as good as any reason to die.
  await open();
  renameSync(dirname(space.file), `${dirname(space.file)}-away`);
  mkdirSync(space.file, { recursive: true });
  expect(await ledger.sweep('start')).toMatchObject({ isComplete: false });
  await vi.waitFor(() => expect(faults).toEqual([expect.objectContaining({ type: 'ledger_died' })]));
  expect(await ledger.look([{ path: 'a.ts', kind: 'file' }])).toMatchObject({ changes: 0, isComplete: false });
});

it('closing ends what is under way', async () => {
  const sweep = ledger.sweep('start');
  await ledger.close();
  expect(await sweep).toBeDefined();
  expect(faults).toEqual([]);
});
