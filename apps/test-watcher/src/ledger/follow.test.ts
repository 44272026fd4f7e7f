import { mkdirSync } from 'node:fs';
import type { TreeObserver } from '@switchgear/worktree';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createManualClock, type ManualClock } from '../batches/testing/manual-clock.ts';
import { type Following, followTree } from './follow.ts';
import type { Hint, LedgerFault, SweepOutcome, SweepReason } from './protocol.ts';
import { createWorkspace, type Workspace } from './testing/workspace.ts';

const quiet: SweepOutcome = { changes: 0, recovered: 0, files: 1, durationMs: 1, version: 1, isComplete: true };

let space: Workspace;
let clock: ManualClock;
let observer: TreeObserver;
let following: Following | undefined;
let sweeps: SweepReason[];
let looks: (readonly Hint[])[];
let outcomes: string[];
let faults: LedgerFault[];
let refreshes: number;
/** What the ledger answers next. */
let answer: SweepOutcome | Promise<SweepOutcome>;

beforeEach(() => {
  space = createWorkspace();
  mkdirSync(space.path('.git/logs'), { recursive: true });
  clock = createManualClock();
  sweeps = [];
  looks = [];
  outcomes = [];
  faults = [];
  refreshes = 0;
  answer = quiet;
});
afterEach(() => {
  following?.close();
  space.dispose();
});

/** The rest of a turn of the event loop, in which hints are gathered and answers arrive. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

async function follow(): Promise<Following> {
  following = followTree({
    ledger: {
      isFirst: false,
      sweep: async (reason) => {
        sweeps.push(reason);
        return answer;
      },
      look: async (hints) => {
        looks.push(hints);
        return answer;
      },
      close: async () => {},
    },
    watch(given) {
      observer = given;
      return { directories: 1, refresh: () => (refreshes += 1), close() {} };
    },
    gitDir: space.path('.git'),
    onOutcome: ({ changes }, cause) => outcomes.push(`${cause} ${changes}`),
    onFault: (fault) => faults.push(fault),
    clock,
  });
  await following.started;
  return following;
}

/** As the process sees it that was stopped for so long: its timers come late. */
async function stop(ms: number): Promise<void> {
  const { now } = clock;
  clock.now = () => now() + ms;
  clock.pass(500);
  await turn();
}

async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 500) {
    clock.pass(500);
    await turn();
  }
}

it('sweeps at the start and every 30 s', async () => {
  await follow();
  expect(outcomes).toEqual(['start 0']);
  await pass(29_500);
  expect(sweeps).toEqual(['start']);
  await pass(31_000);
  expect(sweeps).toEqual(['start', 'periodic', 'periodic']);
});

it('looks once at what several hints of one turn name', async () => {
  await follow();
  observer.onHint('a.ts', 'file');
  observer.onHint('a.ts', 'file');
  observer.onHint('src', 'file');
  observer.onHint('src', 'directory');
  answer = { ...quiet, changes: 2 };
  await turn();
  await turn();
  expect(looks).toEqual([
    [
      { path: 'a.ts', kind: 'file' },
      { path: 'src', kind: 'directory' },
    ],
  ]);
  expect(outcomes).toEqual(['start 0', 'hint 2']);
});

it('is busy from a hint until it has been looked at, and gathers what comes meanwhile', async () => {
  const { isBusy } = await follow();
  expect(isBusy()).toBe(false);
  const { promise, resolve } = Promise.withResolvers<SweepOutcome>();
  answer = promise;
  observer.onHint('a.ts', 'file');
  expect(isBusy()).toBe(true);
  await turn();
  observer.onHint('b.ts', 'file');
  await turn();
  observer.onHint('c.ts', 'file');
  await turn();
  expect(looks).toHaveLength(1);
  resolve(quiet);
  answer = quiet;
  await turn();
  await turn();
  expect(looks[1]).toHaveLength(2);
  expect(isBusy()).toBe(false);
});

it('tells a sweep under way of hints at once', async () => {
  await follow();
  const { promise, resolve } = Promise.withResolvers<SweepOutcome>();
  answer = promise;
  observer.onHint('a.ts', 'file');
  await turn();
  await stop(5000);
  observer.onHint('b.ts', 'file');
  await turn();
  expect(looks).toHaveLength(2);
  resolve(quiet);
});

it('sweeps after the process stood still', async () => {
  await follow();
  await stop(60_000);
  expect(sweeps).toEqual(['start', 'stall']);
  await pass(2000);
  expect(sweeps).toEqual(['start', 'stall']);
});

it.each(['HEAD', 'index', 'logs/HEAD'])('sweeps when git has written %s, before the batch is due', async (name) => {
  const { isBusy } = await follow();
  space.write(`.git/${name}`, 'moved');
  answer = new Promise(() => {});
  expect(isBusy()).toBe(true);
  expect(sweeps).toEqual(['start', 'git']);
});

it('what calls for a sweep during a sweep is one sweep afterwards', async () => {
  const { isBusy } = await follow();
  const { promise, resolve } = Promise.withResolvers<SweepOutcome>();
  answer = promise;
  for (const text of ['1', '22', '333']) {
    space.write('.git/HEAD', text);
    isBusy();
  }
  resolve(quiet);
  await turn();
  expect(sweeps).toEqual(['start', 'git', 'git']);
});

it('after lost hints it sweeps when watching goes on, and says that some were lost', async () => {
  await follow();
  observer.onFault({ kind: 'overflow', path: '', message: 'too many' });
  observer.onHint('', 'directory');
  await turn();
  expect(sweeps).toEqual(['start', 'overflow']);
  expect(faults).toEqual([{ type: 'watch_overflow', message: 'too many' }]);
  observer.onHint('', 'directory');
  await turn();
  expect(looks).toEqual([[{ path: '', kind: 'directory' }]]);
});

it('leaves it to sweeps to say that the tree has gone', async () => {
  await follow();
  observer.onFault({ kind: 'gone', path: '', message: 'gone' });
  expect(sweeps).toEqual(['start', 'overflow']);
  expect(faults).toEqual([]);
});

it('sweeps every 2 s where not all folders can be watched', async () => {
  await follow();
  observer.onFault({ kind: 'limit', path: 'a', message: 'raise it' });
  await pass(7500);
  expect(sweeps).toEqual(['start', 'periodic', 'periodic', 'periodic']);
  expect(faults).toEqual([{ type: 'watch_limit', message: 'raise it' }]);
});

it('a comparison that failed is made up for 2 s later, and a start stays a start', async () => {
  answer = { ...quiet, isComplete: false };
  await follow();
  await pass(2500);
  expect(sweeps).toEqual(['start', 'start']);
  answer = quiet;
  await pass(2500);
  answer = { ...quiet, isComplete: false };
  observer.onHint('a.ts', 'file');
  await turn();
  await turn();
  answer = quiet;
  await pass(2500);
  expect(sweeps).toEqual(['start', 'start', 'start', 'periodic']);
});

it('sweeps that take long come less often', async () => {
  answer = { ...quiet, durationMs: 10_000 };
  await follow();
  await pass(99_000);
  expect(sweeps).toEqual(['start']);
  await pass(2000);
  expect(sweeps).toEqual(['start', 'periodic']);
});

it('watches anew when a sweep has found what no hint named', async () => {
  await follow();
  answer = { ...quiet, changes: 2, recovered: 1 };
  await pass(30_500);
  expect(refreshes).toBe(1);
});

it('after it is closed nothing is looked at', async () => {
  const { close } = await follow();
  observer.onHint('a.ts', 'file');
  close();
  await pass(60_000);
  expect(sweeps).toEqual(['start']);
  expect(looks).toEqual([]);
});

it('a tree that cannot be watched is the error of whoever wants it followed', () => {
  const follow = () =>
    followTree({
      ledger: { isFirst: false, sweep: vi.fn(), look: vi.fn(), close: vi.fn() },
      watch: () => {
        throw new Error('no such tree');
      },
      onOutcome() {},
      onFault() {},
      clock,
    });
  expect(follow).toThrow('no such tree');
});
