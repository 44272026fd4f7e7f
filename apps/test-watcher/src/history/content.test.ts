import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { RunResult } from '../model.ts';
import { createContentIds } from './content.ts';
import { outcome, resultOf, temporaryFolder } from './testing/fixture.ts';

const test = 'a.test.ts';
/** Long after the files were written, so that they count as old. */
const later = 60_000;

function tree() {
  const root = temporaryFolder();
  const state = { version: 1, offset: later, loadedBefore: [] as string[] };
  const write = (path: string, text: string) => writeFileSync(join(root, path), text);
  mkdirSync(join(root, 'src'));
  write(test, 'a test');
  write('src/a.ts', 'one');
  const begin = createContentIds({
    root,
    history: { loadedBy: () => state.loadedBefore },
    version: () => state.version,
    now: () => Date.now() + state.offset,
  });
  const result = (loaded: readonly string[]): RunResult =>
    resultOf([outcome('adds', 'pass')], { loaded: new Map(loaded.length === 0 ? [] : [[test, loaded]]) });
  const idOf = async (loaded: readonly string[] = ['src/a.ts'], during = () => {}) => {
    const run = begin();
    during();
    return (await run.contentsOf(result(loaded)))(test);
  };
  return { root, state, write, idOf };
}

describe('the content of a test', () => {
  it('is the same for the same files, whatever their times say', async () => {
    const { root, idOf } = tree();
    const first = await idOf();
    utimesSync(join(root, 'src/a.ts'), 1, 1);
    expect(await idOf()).toBe(first);
    expect(first).toMatch(/^[0-9a-f]{64}$/);
  });

  it('differs when the test, what it loads, or the list of that differs, and is the old one when that is restored', async () => {
    const { root, write, idOf } = tree();
    const first = await idOf();
    write('src/a.ts', 'two');
    const second = await idOf();
    write('src/a.ts', 'one');
    expect(await idOf()).toBe(first);
    write(test, 'another test');
    const third = await idOf();
    write('src/b.ts', 'b');
    const fourth = await idOf(['src/a.ts', 'src/b.ts']);
    rmSync(join(root, 'src/b.ts'));
    const fifth = await idOf(['src/a.ts', 'src/b.ts']);
    expect(new Set([first, second, third, fourth, fifth]).size).toBe(5);
  });

  it('includes the snapshots that the test compares with', async () => {
    const { root, write, idOf } = tree();
    const first = await idOf();
    mkdirSync(join(root, '__snapshots__'));
    write('__snapshots__/a.test.ts.snap', 'as it was');
    const second = await idOf();
    write('__snapshots__/a.test.ts.snap', 'as it is');
    expect(new Set([first, second, await idOf()]).size).toBe(3);
  });

  it('includes what the test loaded before it failed this time', async () => {
    const { state, write, idOf } = tree();
    write('src/b.ts', 'b');
    const whole = await idOf(['src/a.ts', 'src/b.ts']);
    state.loadedBefore = ['src/a.ts', 'src/b.ts'];
    expect(await idOf(['src/a.ts'])).toBe(whole);
  });

  it('is not known when a file changes during the run, but is when it is written as it was', async () => {
    const { state, write, idOf } = tree();
    const before = await idOf();
    // The files are old only when the clock that stamps them has moved on, which nobody can do for it.
    const writtenAt = Date.now();
    await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(writtenAt + 50), { interval: 10 });
    state.offset = 0;
    expect(await idOf(['src/a.ts'], () => write('src/a.ts', 'one'))).toBe(before);
    expect(await idOf(['src/a.ts'], () => write('src/a.ts', 'two'))).toBeUndefined();
  });

  it('is the version of the tree where nobody knows what a test loads', async () => {
    const { state, idOf } = tree();
    expect(await idOf([])).toBe('tree 1');
    state.version = 2;
    expect(await idOf([])).toBe('tree 2');
    const changing = () => {
      state.version = 3;
    };
    expect(await idOf([], changing)).toBeUndefined();
  });
});
