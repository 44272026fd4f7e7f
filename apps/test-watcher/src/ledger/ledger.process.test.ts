import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { LogLine } from './testing/watch-files.ts';
import { createWorkspace, type Workspace } from './testing/workspace.ts';

const script = fileURLToPath(new URL('./testing/watch-files.ts', import.meta.url));

let space: Workspace;
let log: string;
let watcher: ChildProcess | undefined;
/** What the watcher has said. */
let said: Record<string, unknown>[];

beforeEach(() => {
  space = createWorkspace();
  log = join(dirname(space.root), 'log');
  said = [];
});
afterEach(async () => {
  await kill(watcher);
  space.dispose();
});

function launch(): ChildProcess {
  const child = spawn(process.execPath, ['--conditions=switchgear-source', script, space.root, space.file, log], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  createInterface({ input: child.stdout }).on('line', (line) => said.push(JSON.parse(line)));
  watcher = child;
  return child;
}

/** Waits for the baseline, so that every later edit is a change. */
async function start(): Promise<ChildProcess> {
  said = [];
  const child = launch();
  await vi.waitFor(() => expect(said).toContainEqual({ ready: true }), { timeout: 15_000 });
  return child;
}

async function kill(child: ChildProcess | undefined): Promise<void> {
  if (child?.kill('SIGKILL')) await once(child, 'exit');
}

function tested(): LogLine[] {
  const text = existsSync(log) ? readFileSync(log, 'utf8') : '';
  // A line without an end is that of a batch which was not completed.
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

/** Waits until what was last tested of every file is what it holds, null for one that was deleted. */
async function untilTested(wanted: ReadonlyMap<string, string | null>): Promise<void> {
  await vi.waitFor(
    () => {
      const last = new Map(tested().map(({ path, content }) => [path, content]));
      const open = [...wanted].filter(([path, content]) => last.get(path) !== content);
      expect(open).toEqual([]);
    },
    { timeout: 15_000, interval: 50 },
  );
}

const range = (count: number) => Array.from({ length: count }, (_, index) => index);

it('no file is lost in folders that are new, nested, renamed or deleted', async () => {
  for (const index of range(100)) space.write(`old/${index % 10}/${index}.ts`);
  await start();
  const wanted = new Map<string, string | null>();
  for (const index of range(100)) {
    space.write(`new/${index % 7}/deep/${index % 5}/${index}.ts`, 'new');
    wanted.set(`new/${index % 7}/deep/${index % 5}/${index}.ts`, 'new');
  }
  renameSync(space.path('old'), space.path('moved'));
  space.remove('moved/3');
  for (const index of range(100)) {
    wanted.set(`old/${index % 10}/${index}.ts`, null);
    if (index % 10 !== 3) wanted.set(`moved/${index % 10}/${index}.ts`, `old/${index % 10}/${index}.ts`);
  }
  await untilTested(wanted);
  expect(said.filter((line) => 'fault' in line)).toEqual([]);
});

it('a branch switch of hundreds of files is one batch', async () => {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], {
      cwd: space.root,
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' },
      stdio: 'pipe',
    });
  git('init', '-q', '-b', 'main');
  for (const index of range(400)) space.write(`src/${index % 20}/${index}.ts`, 'on main');
  git('add', '.');
  git('commit', '-qm', 'main');
  git('checkout', '-qb', 'other');
  for (const index of range(400)) space.write(`src/${index % 20}/${index}.ts`, 'on other');
  git('commit', '-qam', 'other');
  await start();
  git('checkout', '-q', 'main');
  await untilTested(new Map(range(400).map((index) => [`src/${index % 20}/${index}.ts`, 'on main'])));
  expect(tested()).toHaveLength(400);
  expect(new Set(tested().map(({ batch }) => batch)).size).toBe(1);
});

it('edits made while the watcher is stopped are found when it goes on', async () => {
  for (const index of range(200)) space.write(`src/${index}.ts`);
  const child = await start();
  child.kill('SIGSTOP');
  for (const index of range(200)) space.write(`src/${index}.ts`, 'edited');
  child.kill('SIGCONT');
  await untilTested(new Map(range(200).map((index) => [`src/${index}.ts`, 'edited'])));
});

it('a watcher that is killed at any moment leaves no change untested', async () => {
  const wanted = new Map<string, string | null>();
  for (const index of range(50)) space.write(`src/${index}.ts`);
  await kill(await start());
  for (const round of range(5)) {
    // Dies while it starts, sweeps, looks or runs.
    const child = launch();
    const death = setTimeout(150 + round * 60).then(() => kill(child));
    for (const index of range(60)) {
      const path = `src/${(index * 7) % 60}.ts`;
      space.write(path, `round ${round}, edit ${index}`);
      wanted.set(path, `round ${round}, edit ${index}`);
      if (index % 10 === 9) await setTimeout(60);
    }
    await death;
  }
  await start();
  await untilTested(wanted);
});
