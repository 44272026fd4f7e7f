import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '@switchgear/service';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Batch, ChangeKind } from '../model.ts';
import { openQueueFile } from './file.ts';
import { openQueue, type Queue } from './queue.ts';
import { createWaiting } from './waiting.ts';

let folder: string;
let file: string;
let ledger: DatabaseSync;
let queue: Queue;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'switchgear-queue-'));
  file = join(folder, 'ledger.db');
  ledger = openQueueFile(file);
  queue = openQueue({ file });
});
afterEach(() => {
  queue.close();
  ledger.close();
  rmSync(folder, { recursive: true });
});

function add(path: string, kind: ChangeKind = 'modified', noticedAt = 1000): void {
  inTransaction(ledger, () => createWaiting(ledger).add({ path, kind, noticedAt }));
}

function lease(): Batch {
  const batch = queue.lease();
  if (batch === undefined) throw new Error('there is nothing to lease');
  return batch;
}

const namesIn = (batch: Batch) => batch.changes.map(({ path, kind }) => `${kind} ${path}`);

/** The process dies and another opens the queue. */
function restart(): void {
  queue.close();
  queue = openQueue({ file });
}

it('leases everything that waits as one batch, and nothing twice', () => {
  add('b.ts');
  add('a.ts', 'added', 900);
  expect(lease()).toEqual({
    id: 1,
    changes: [
      { path: 'a.ts', kind: 'added', noticedAt: 900 },
      { path: 'b.ts', kind: 'modified', noticedAt: 1000 },
    ],
    isReplay: false,
  });
  expect(queue.lease()).toBeUndefined();
});

it('changes that come during a lease wait for the next', () => {
  add('a.ts', 'added');
  const first = lease();
  add('a.ts', 'deleted');
  expect(namesIn(lease())).toEqual(['deleted a.ts']);
  queue.complete(first);
  expect(queue.size()).toBe(1);
});

it('a file that came and went before anybody leased it is nothing', () => {
  add('a.ts', 'added');
  add('a.ts', 'deleted');
  expect(queue.lease()).toBeUndefined();
  expect(queue.size()).toBe(0);
});

it('the size is that of distinct files which wait or are unfinished', () => {
  add('a.ts');
  add('b.ts');
  const batch = lease();
  add('a.ts');
  add('c.ts');
  expect(queue.size()).toBe(3);
  queue.complete(batch);
  expect(queue.size()).toBe(2);
});

it('a released batch waits again, merged with what came since and with its own age', () => {
  add('a.ts', 'modified', 1);
  add('b.ts', 'added', 2);
  add('c.ts', 'deleted', 3);
  const batch = lease();
  add('a.ts', 'deleted', 10);
  add('b.ts', 'deleted', 11);
  add('c.ts', 'added', 12);
  add('d.ts', 'added', 13);
  queue.release(batch);
  const next = lease();
  expect(namesIn(next)).toEqual(['deleted a.ts', 'modified c.ts', 'added d.ts']);
  expect(next.changes.map(({ noticedAt }) => noticedAt)).toEqual([1, 3, 13]);
  expect(next.isReplay).toBe(false);
});

it('a batch of a dead process comes again, also after several deaths, together with what waits', () => {
  add('a.ts', 'added');
  lease();
  restart();
  add('b.ts', 'added');
  const again = lease();
  expect(again).toMatchObject({ isReplay: true });
  expect(namesIn(again)).toEqual(['added a.ts', 'added b.ts']);
  restart();
  expect(lease()).toMatchObject({ isReplay: true, changes: [{ path: 'a.ts' }, { path: 'b.ts' }] });
});

it('two batches of a dead process are merged in the order in which they were leased', () => {
  add('a.ts', 'added');
  lease();
  add('a.ts', 'deleted');
  lease();
  restart();
  add('a.ts', 'added');
  expect(namesIn(lease())).toEqual(['added a.ts']);
});

it('a completed batch never comes again, and its number is never given again', () => {
  add('a.ts');
  const batch = lease();
  queue.complete(batch);
  restart();
  expect(queue.lease()).toBeUndefined();
  add('b.ts');
  expect(lease()).toMatchObject({ id: batch.id + 1, isReplay: false });
});

it('knows the age of its oldest unfinished change', () => {
  expect(queue.oldestAt()).toBeUndefined();
  add('a.ts', 'modified', 500);
  const batch = lease();
  add('b.ts', 'modified', 700);
  add('b.ts', 'modified', 800);
  expect(queue.oldestAt()).toBe(500);
  queue.complete(batch);
  expect(queue.oldestAt()).toBe(700);
});

it('does not grow over thousands of batches', () => {
  for (let count = 0; count < 2000; count += 1) {
    add(`${count}.ts`);
    queue.complete(lease());
  }
  expect(ledger.prepare('PRAGMA page_count').get()).toEqual({ page_count: expect.toSatisfy((pages) => pages < 20) });
});

it('a file that is not ours is refused', () => {
  const foreign = join(folder, 'foreign.db');
  writeFileSync(
    foreign,
    'this is no database at all, but a text that is long enough to be looked at closely'.repeat(9),
  );
  expect(() => openQueue({ file: foreign })).toThrow(expect.objectContaining({ fault: 'unusable' }));
  expect(() => openQueue({ file: folder })).toThrow(`${folder}: unable to open database file; see that`);
});
