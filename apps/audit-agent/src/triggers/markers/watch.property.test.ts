import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MarkerWorld } from '../testing/marker-world.ts';

/** The tree as it should be, and how often each content may and must have asked. */
class Model {
  readonly files = new Map<string, string>();
  /** Most files that ever held a content at the same time. */
  readonly possible = new Map<string, number>();
  /** The same, counting only what stayed until it had been read. */
  readonly certain = new Map<string, number>();
  readonly world = new MarkerWorld();

  changed(): void {
    this.#raise(this.possible);
  }

  async settle(): Promise<void> {
    await this.world.settle();
    this.#raise(this.certain);
  }

  #raise(most: Map<string, number>): void {
    const counts = new Map<string, number>();
    for (const content of this.files.values()) counts.set(content, (counts.get(content) ?? 0) + 1);
    for (const [content, count] of counts) most.set(content, Math.max(count, most.get(content) ?? 0));
  }
}

const names = ['PHASE_1.md', 'a/PHASE_2.md', 'a/b/X_COMPLETE.md', 'c/notes.md'];
const path = fc.constantFrom(...names);
const content = fc.integer({ min: 0, max: 5 }).map((number) => `---\nstatus: complete\n---\n${number}`);

type Step = (model: Model) => void | Promise<void>;
const write = fc.tuple(path, content).map(
  ([to, text]): Step =>
    (model) => {
      model.world.write(to, text);
      model.files.set(to, text);
    },
);
const rename = fc.tuple(path, path).map(
  ([from, to]): Step =>
    (model) => {
      const text = model.files.get(from);
      if (text === undefined) return;
      model.world.rename(from, to);
      model.files.delete(from);
      model.files.set(to, text);
    },
);
const remove = path.map(
  (at): Step =>
    (model) => {
      if (model.files.delete(at)) model.world.remove(at);
    },
);
const look = fc.constant<Step>((model) => model.world.watch.look());
const settle = fc.constant<Step>((model) => model.settle());
const restart = fc.constant<Step>((model) => model.world.restart());
const step = fc.oneof(
  { weight: 5, arbitrary: write },
  { weight: 3, arbitrary: rename },
  { weight: 2, arbitrary: remove },
  { weight: 3, arbitrary: look },
  { weight: 2, arbitrary: settle },
  restart,
);

it('each content asks once for each file that holds it, whatever is written, moved, deleted and restarted', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
      const model = new Model();
      await model.world.settle();
      for (const take of steps) {
        await take(model);
        model.changed();
      }
      await model.settle();
      const { intake, faults } = model.world;
      expect(faults).toEqual([]);
      for (const [text, most] of model.possible) {
        const sha = createHash('sha256').update(text).digest('hex');
        const keys = Array.from({ length: 5 }, (_, index) => `marker:${sha}${index === 0 ? '' : `:${index + 1}`}`);
        const asked = keys.filter((key) => intake.progressOf(key) !== undefined).length;
        expect(asked).toBeGreaterThanOrEqual(model.certain.get(text) ?? 0);
        expect(asked).toBeLessThanOrEqual(most);
      }
    }),
    { numRuns: 60 },
  );
});
