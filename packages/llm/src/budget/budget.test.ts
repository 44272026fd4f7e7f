import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { createBudget } from './budget.ts';
import { sqliteStore, storeSchema } from './store.ts';

const noon = Date.UTC(2026, 0, 5, 12);

function fixture(tokensPerDay: number) {
  const database = new DatabaseSync(':memory:');
  database.exec(storeSchema);
  const clock = { now: noon };
  const open = () => createBudget(sqliteStore(database), { tokensPerDay, now: () => clock.now });
  return { budget: open(), reopen: open, clock };
}

it('gives what the day has and no more', () => {
  const { budget } = fixture(100);
  expect(budget.take(60)).toBeDefined();
  expect(budget.take(41)).toBeUndefined();
  expect(budget.left()).toBe(40);
  expect(budget.take(40)).toBeDefined();
  expect(budget.left()).toBe(0);
});

it('gives nothing where nothing may be used', () => {
  expect(fixture(0).budget.take(1)).toBeUndefined();
});

it('counts what was used in the end, also when it is more', () => {
  const { budget } = fixture(100);
  budget.take(60)?.settle(10);
  expect(budget.left()).toBe(90);
  budget.take(10)?.settle(200);
  expect(budget.left()).toBe(0);
});

it('remembers what was set aside by a process that has died', () => {
  const { budget, reopen } = fixture(100);
  budget.take(60);
  expect(reopen().left()).toBe(40);
});

it('begins anew at midnight of UTC, and a call over midnight takes nothing from the new day', () => {
  const { budget, clock } = fixture(100);
  const call = budget.take(100);
  clock.now = Date.UTC(2026, 0, 5, 23, 59, 59, 999);
  expect(budget.left()).toBe(0);
  clock.now += 1;
  expect(budget.left()).toBe(100);
  expect(budget.take(30)).toBeDefined();
  call?.settle(80);
  expect(budget.left()).toBe(70);
});

it('gives nothing anew when the clock is moved back over midnight', () => {
  const { budget, clock } = fixture(100);
  budget.take(60);
  clock.now -= 86_400_000;
  expect(budget.left()).toBe(40);
  expect(budget.take(50)).toBeUndefined();
  expect(budget.take(40)).toBeDefined();
  clock.now += 86_400_000;
  expect(budget.left()).toBe(100);
});

it('is changed by one process at a time', () => {
  const folder = mkdtempSync(join(tmpdir(), 'switchgear-budget-'));
  const open = () => new DatabaseSync(join(folder, 'a.db'), { timeout: 0 });
  const [one, other] = [open(), open()];
  onTestFinished(() => {
    one.close();
    other.close();
    rmSync(folder, { recursive: true });
  });
  one.exec(storeSchema);
  const budget = createBudget(sqliteStore(other), { tokensPerDay: 100, now: () => noon });
  sqliteStore(one).update('x', () => {
    expect(() => budget.take(60)).toThrow(/locked/);
    return undefined;
  });
  expect(() =>
    sqliteStore(one).update('x', () => {
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(budget.take(60)).toBeDefined();
});
