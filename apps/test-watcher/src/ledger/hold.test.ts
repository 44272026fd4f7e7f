import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { awaitTree, holdTree } from './hold.ts';

let folder: string;
let tree: string;
let holds: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'switchgear-hold-'));
  tree = join(folder, 'tree');
  holds = join(folder, 'holds');
  mkdirSync(tree);
});
afterEach(() => rmSync(folder, { recursive: true }));

it('turns a second watcher away, by whatever path it comes, and says where the first is', () => {
  const hold = holdTree(tree, holds);
  hold.announce('http://127.0.0.1:8001');
  symlinkSync(tree, join(folder, 'link'));
  for (const path of [tree, `${tree}/`, join(folder, 'link')]) {
    expect(() => holdTree(path, holds)).toThrow(
      expect.objectContaining({
        code: 'tree_held',
        message: expect.stringMatching(
          `${tree} is already watched by process ${process.pid} at http://127.0.0.1:8001; `,
        ),
      }),
    );
  }
  hold.release();
  holdTree(tree, holds).release();
});

it('trees beside and inside one another are held apart', () => {
  mkdirSync(join(tree, 'inner'));
  const holdings = [tree, join(tree, 'inner'), folder].map((path) => holdTree(path, holds));
  for (const hold of holdings) hold.release();
});

it('a tree is free again as soon as its watcher is dead, however it died', async () => {
  const script = fileURLToPath(new URL('./testing/hold.ts', import.meta.url));
  const child = spawn(process.execPath, ['--conditions=switchgear-source', script, tree, holds]);
  await once(child.stdout, 'data');
  expect(() => holdTree(tree, holds)).toThrow(`process ${child.pid}`);
  child.kill('SIGKILL');
  await once(child, 'exit');
  holdTree(tree, holds).release();
});

it('whoever waits for a tree is told once by whom it is held, and has it when that one ends', async () => {
  const first = holdTree(tree, holds);
  const { signal } = new AbortController();
  const onHeld = vi.fn();
  const waiting = awaitTree(tree, { signal, onHeld }, holds);
  await expect(awaitTree(tree, { signal: AbortSignal.timeout(1), onHeld() {} }, holds)).rejects.toThrow('aborted');
  first.release();
  const second = await waiting;
  expect(onHeld.mock.calls).toEqual([[expect.stringContaining(`already watched by process ${process.pid};`)]]);
  expect(() => holdTree(tree, holds)).toThrow('already watched');
  second.release();
});

it('a tree that does not exist cannot be held', () => {
  expect(() => holdTree(join(tree, 'none'), holds)).toThrow(expect.objectContaining({ code: 'tree_missing' }));
});

it('by default all watchers of a person meet in one place of the machine', () => {
  const hold = holdTree(tree);
  expect(() => holdTree(tree)).toThrow('already watched');
  hold.release();
});
