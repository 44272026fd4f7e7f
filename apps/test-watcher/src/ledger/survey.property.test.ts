import { globSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Batch, Change } from '../model.ts';
import { openQueueFile } from '../queue/file.ts';
import { openQueue, type Queue } from '../queue/queue.ts';
import { createSurvey, type Survey } from './survey.ts';
import { createWorkspace, type Workspace } from './testing/workspace.ts';
import { openTree } from './tree.ts';

const folder = fc.constantFrom('a', 'b', 'a/c', 'a/c/d');
const file = fc.tuple(folder, fc.constantFrom('x.ts', 'y.ts', 'a')).map((parts) => parts.join('/'));
const place = fc.oneof(file, folder);

/** What people, git and accidents do. A hint comes or does not come, whatever has happened. */
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('write' as const), path: file, content: fc.constantFrom('1', '2', '33') }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('remove' as const), path: place }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('rename' as const), path: place, to: place }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('hint' as const),
      path: place,
      kind: fc.constantFrom('file' as const, 'directory' as const),
    }),
  },
  fc.record({
    do: fc.constantFrom('sweep' as const, 'lease' as const, 'complete' as const, 'release' as const, 'die' as const),
  }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** A tree with its watcher, which may die and start anew at any time. */
class World {
  readonly space: Workspace = createWorkspace();
  /** What each file held when the batch was leased that was last completed with it. */
  readonly tested = new Map<string, string>();
  #leased: { readonly batch: Batch; readonly contents: ReadonlyMap<string, string> } | undefined;
  #database: DatabaseSync;
  #queue: Queue;
  #survey: Survey;

  constructor() {
    this.space.write('a/x.ts', '1');
    this.space.write('a/c/y.ts', '2');
    [this.#database, this.#queue, this.#survey] = this.#open();
  }

  #open(): [DatabaseSync, Queue, Survey] {
    const { root, file: ledger } = this.space;
    const database = openQueueFile(ledger);
    const tree = openTree(root, [], () => {});
    return [database, openQueue({ file: ledger }), createSurvey({ database, tree, now: Date.now })];
  }

  close(): void {
    this.#queue.close();
    this.#database.close();
  }

  contents(): Map<string, string> {
    const { root } = this.space;
    const paths = globSync('**', { cwd: root }).filter((path) => statSync(this.space.path(path)).isFile());
    return new Map(paths.map((path) => [path, readFileSync(this.space.path(path), 'utf8')]));
  }

  known(): string[] {
    const rows = this.#database.prepare(`SELECT folder || '/' || name AS path FROM files ORDER BY path`).all();
    return rows.map((row) => String(row['path']));
  }

  async sweep(): Promise<void> {
    await this.#survey.sweep(() => undefined);
  }

  lease(): readonly Change[] {
    const batch = this.#queue.lease();
    if (batch) this.#leased = { batch, contents: this.contents() };
    return batch?.changes ?? [];
  }

  async take(taken: Step): Promise<void> {
    if (taken.do === 'write') attempt(() => this.space.write(taken.path, taken.content));
    else if (taken.do === 'remove') rmSync(this.space.path(taken.path), { recursive: true, force: true });
    else if (taken.do === 'rename') attempt(() => renameSync(this.space.path(taken.path), this.space.path(taken.to)));
    else if (taken.do === 'hint') this.#survey.look([taken]);
    else if (taken.do === 'sweep') await this.sweep();
    else if (taken.do === 'lease') {
      if (this.#leased === undefined) this.lease();
    } else if (taken.do === 'die') {
      this.close();
      this.#leased = undefined;
      [this.#database, this.#queue, this.#survey] = this.#open();
    } else if (this.#leased !== undefined) this.#end(taken.do, this.#leased);
  }

  #end(
    how: 'complete' | 'release',
    { batch, contents }: { batch: Batch; contents: ReadonlyMap<string, string> },
  ): void {
    this.#queue[how](batch);
    this.#leased = undefined;
    if (how === 'release') return;
    for (const { path } of batch.changes) {
      const content = contents.get(path);
      if (content === undefined) this.tested.delete(path);
      else this.tested.set(path, content);
    }
  }
}

/** Writing where a folder is, and renaming what is not there, come to nothing. */
function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // As intended.
  }
}

it('after one sweep every file that differs from what was tested is in the next batch, and the ledger is the tree', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const world = new World();
      try {
        world.space.write('stays.ts');
        await world.sweep();
        for (const [path, content] of world.contents()) world.tested.set(path, content);
        for (const taken of steps) await world.take(taken);
        await world.take({ do: 'die' });
        await world.sweep();
        const now = world.contents();
        expect(world.known()).toEqual([...now.keys()].map((path) => (path.includes('/') ? path : `/${path}`)).sort());
        const kinds = new Map(world.lease().map(({ path, kind }) => [path, kind]));
        for (const path of new Set([...now.keys(), ...world.tested.keys()])) {
          if (now.get(path) !== world.tested.get(path)) expect(kinds.has(path), `${path} is lost`).toBe(true);
        }
        for (const [path, kind] of kinds) expect(kind === 'deleted', path).toBe(!now.has(path));
      } finally {
        world.close();
        world.space.dispose();
      }
    }),
    { numRuns: 60 },
  );
});
