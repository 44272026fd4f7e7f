import { mkdirSync, renameSync, rmSync, statSync, symlinkSync, utimesSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import type { TreeFile } from '@switchgear/worktree';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openQueueFile } from '../queue/file.ts';
import { openQueue, type Queue } from '../queue/queue.ts';
import { faultOf } from './faults.ts';
import { createSurvey, type Survey } from './survey.ts';
import { createWorkspace, type Workspace } from './testing/workspace.ts';
import { openTree, type Tree } from './tree.ts';

let space: Workspace;
let database: DatabaseSync;
let queue: Queue;
let tree: Tree;
let survey: Survey;
let now: number;

beforeEach(() => {
  space = createWorkspace();
  database = openQueueFile(space.file);
  queue = openQueue({ file: space.file });
  tree = openTree(space.root, ['*.log'], (fault) => {
    throw new Error(fault.message);
  });
  now = Date.now() + 60_000;
  survey = createSurvey({ database, tree, now: () => now });
});
afterEach(() => {
  queue.close();
  database.close();
  space.dispose();
});

const sweep = () => survey.sweep(() => undefined);
const look = (path: string, kind: 'file' | 'directory' = 'file') => survey.look([{ path, kind }]);

/** Everything that has come into the queue since the last call. */
function changes(): string[] {
  const batch = queue.lease();
  if (batch) queue.complete(batch);
  return batch?.changes.map(({ path, kind }) => `${kind} ${path}`) ?? [];
}

/** A tree with these files, all of which are known. */
async function known(...paths: string[]): Promise<void> {
  for (const path of paths) space.write(path);
  await sweep();
  changes();
}

it('the first sweep takes all files in without calling them changes', async () => {
  space.write('a.ts');
  space.write('src/b.ts');
  expect(await sweep()).toEqual({ changed: [], files: 2, version: 1 });
  expect(changes()).toEqual([]);
  expect(await sweep()).toEqual({ changed: [], files: 2, version: 1 });
});

it('a sweep finds what is new, changed, gone and renamed', async () => {
  await known('a.ts', 'b.ts', 'src/c.ts', 'old/d.ts');
  space.write('new/deep/e.ts');
  space.write('a.ts', 'changed');
  space.remove('b.ts');
  renameSync(space.path('old'), space.path('moved'));
  const { changed, version } = await sweep();
  expect(changed).toHaveLength(5);
  expect(version).toBe(6);
  expect(changes()).toEqual([
    'modified a.ts',
    'deleted b.ts',
    'added moved/d.ts',
    'added new/deep/e.ts',
    'deleted old/d.ts',
  ]);
});

it('a look at a file finds what happened to it and nothing else', async () => {
  await known('a.ts', 'b.ts');
  space.write('a.ts', 'changed');
  space.write('b.ts', 'changed');
  expect(look('a.ts')).toMatchObject({ changed: ['a.ts'], files: 1 });
  expect(changes()).toEqual(['modified a.ts']);
  expect(look('a.ts')).toMatchObject({ changed: [] });
  space.remove('a.ts');
  look('a.ts');
  expect(changes()).toEqual(['deleted a.ts']);
  expect(look('never-was.ts')).toMatchObject({ changed: [], files: 0 });
});

it('a look at a folder finds all that is new, changed and gone below it', async () => {
  await known('src/a.ts', 'src/deep/b.ts', 'src-other/c.ts', 'd.ts');
  space.write('src/a.ts', 'changed');
  space.remove('src/deep');
  space.write('src/new/e.ts');
  space.remove('d.ts');
  look('src', 'directory');
  expect(changes()).toEqual(['modified src/a.ts', 'deleted src/deep/b.ts', 'added src/new/e.ts']);
});

it.each(['file', 'directory'] as const)(
  'whatever a hint calls it (%s), a folder that has gone takes its files along',
  async (kind) => {
    await known('src/a.ts', 'src/deep/b.ts', 'src0/c.ts');
    space.remove('src');
    survey.look([
      { path: 'src', kind: 'directory' },
      { path: 'src/deep', kind },
    ]);
    expect(changes()).toEqual(['deleted src/a.ts', 'deleted src/deep/b.ts']);
  },
);

it('a file that becomes a folder and a folder that becomes a file are seen as both', async () => {
  await known('one', 'two/a.ts');
  space.remove('one');
  space.write('one/b.ts');
  space.remove('two');
  space.write('two');
  survey.look([
    { path: 'one', kind: 'file' },
    { path: 'two', kind: 'directory' },
  ]);
  expect(changes()).toEqual(['deleted one', 'added one/b.ts', 'added two', 'deleted two/a.ts']);
});

it('a file that is touched is no change once its content has been read', async () => {
  await known('a.ts');
  space.write('a.ts', 'read now');
  await sweep();
  expect(changes()).toEqual(['modified a.ts']);
  utimesSync(space.path('a.ts'), 1000, 1000);
  expect(await sweep()).toMatchObject({ changed: [], version: 2 });
  utimesSync(space.path('a.ts'), 2000, 2000);
  space.write('a.ts', 'new text');
  await sweep();
  expect(changes()).toEqual(['modified a.ts']);
});

it('a change that a coarse clock hides in the stats is found all the same', async () => {
  space.write('a.ts', 'first');
  const touchedAt = statSync(space.path('a.ts')).mtime;
  const coarse = (file: TreeFile): TreeFile => {
    const mtimeNs = file.mtimeNs - (file.mtimeNs % 2_000_000_000n);
    return { ...file, mtimeNs, ctimeNs: mtimeNs };
  };
  survey = createSurvey({
    database,
    tree: {
      ...tree,
      *walk(below) {
        for (const file of tree.walk(below)) yield coarse(file);
      },
      at(path) {
        const found = tree.at(path);
        return typeof found === 'object' ? coarse(found) : found;
      },
    },
    now: () => now,
  });
  const rewrite = (content: string) => {
    space.write('a.ts', content);
    utimesSync(space.path('a.ts'), touchedAt, touchedAt);
  };
  now = touchedAt.getTime();
  await sweep();
  rewrite('other');
  await sweep();
  expect(changes()).toEqual(['modified a.ts']);
  rewrite('third');
  look('a.ts');
  expect(changes()).toEqual(['modified a.ts']);
  // Long after, and for the last time, it is read once more.
  rewrite('final');
  now += 60_000;
  await sweep();
  expect(changes()).toEqual(['modified a.ts']);
  expect(database.prepare('SELECT is_racy FROM files').get()).toEqual({ is_racy: 0 });
});

it('a file is read at every sweep only while its stats cannot be trusted', async () => {
  const isRacy = () => database.prepare('SELECT is_racy FROM files').get()?.['is_racy'];
  space.write('a.ts');
  now = statSync(space.path('a.ts')).mtimeMs + 100;
  await sweep();
  await sweep();
  expect(isRacy()).toBe(1);
  now += 60_000;
  expect(await sweep()).toMatchObject({ changed: [], version: 1 });
  expect(isRacy()).toBe(0);
});

it('times to come, after a clock was set back, hide nothing', async () => {
  now = Date.now() - 3_600_000;
  await known('a.ts');
  for (const content of ['1', '2', '3']) {
    space.write('a.ts', content);
    await sweep();
    expect(changes()).toEqual(['modified a.ts']);
  }
});

it('ignored files are no part of the tree, and leave it without having been deleted', async () => {
  await known('a.ts', 'debug.log', 'dist/b.js');
  space.write('debug.log', 'changed');
  look('debug.log');
  space.write('.gitignore', 'dist/\n');
  await sweep();
  expect(changes()).toEqual(['added .gitignore']);
  space.write('dist/b.js', 'changed');
  look('dist/b.js');
  look('dist', 'directory');
  expect(changes()).toEqual([]);
  space.write('.gitignore', '');
  look('', 'directory');
  expect(changes()).toEqual(['modified .gitignore', 'added dist/b.js']);
});

it('a folder behind a link is in the tree once, also when the link takes the place of a folder', async () => {
  await known('real/a.ts', 'other/a.ts');
  symlinkSync('real', space.path('link'));
  look('link/a.ts');
  expect(await sweep()).toMatchObject({ changed: [], files: 2 });
  space.remove('other');
  symlinkSync('real', space.path('other'));
  await sweep();
  expect(changes()).toEqual(['deleted other/a.ts']);
});

it('a tree that disappears has lost no file, and goes on when it is back', async () => {
  await known('a.ts', 'src/b.ts');
  renameSync(space.root, `${space.root}-away`);
  await expect(sweep()).rejects.toMatchObject({ code: 'tree_missing' });
  expect(() => look('a.ts')).toThrow(expect.objectContaining({ code: 'tree_missing' }));
  expect(() => look('src', 'directory')).toThrow(expect.objectContaining({ code: 'tree_missing' }));
  expect(changes()).toEqual([]);
  renameSync(`${space.root}-away`, space.root);
  space.write('a.ts', 'changed');
  await sweep();
  expect(changes()).toEqual(['modified a.ts']);
});

it('a tree that is suddenly empty, like a mount point, has lost no file', async () => {
  await known('a.ts', 'src/b.ts');
  rmSync(space.root, { recursive: true });
  mkdirSync(space.root);
  await expect(sweep()).rejects.toMatchObject({ code: 'tree_missing', message: expect.stringContaining('empty') });
  expect(changes()).toEqual([]);
});

it('looks that come in during a sweep and the sweep itself count each change once', async () => {
  const paths = Array.from({ length: 20 }, (_, index) => `p${index}/a.ts`);
  await known(...paths);
  for (const path of paths) space.write(path, 'changed');
  const found: string[] = [];
  let pauses = 0;
  const { changed } = await survey.sweep(() => {
    pauses += 1;
    if (pauses % 5 > 0) return undefined;
    return Promise.resolve().then(() => {
      for (const path of paths) found.push(...look(path).changed);
    });
  });
  expect([...found, ...changed].sort()).toEqual(paths.sort());
  expect(await sweep()).toMatchObject({ changed: [] });
});

it.each([
  ['full', 'ledger_full', () => database.exec('PRAGMA max_page_count = 1'), 'PRAGMA max_page_count = 100000'],
  ['read-only', 'ledger_read_only', () => database.exec('PRAGMA query_only = 1'), 'PRAGMA query_only = 0'],
])('while the file system is %s nothing is taken in, and the next sweep finds it', async (_, type, harm, mend) => {
  await known('a.ts');
  harm();
  for (let count = 0; count < 300; count += 1) space.write(`src/${count}.ts`);
  const fault = await sweep().then(
    () => undefined,
    (error: unknown) => faultOf(space.file, error),
  );
  expect(fault).toEqual({ type, message: expect.stringContaining(space.file) });
  expect(changes()).toEqual([]);
  database.exec(mend);
  await sweep();
  expect(changes()).toHaveLength(300);
});
