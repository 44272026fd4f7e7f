import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type CommitWorld, followedWorld } from '../testing/commit-world.ts';

interface State {
  readonly world: CommitWorld;
  /** Contents that were committed, all of them different. */
  made: number;
  counted: number;
  asked: string[];
}

async function look(state: State): Promise<void> {
  const [count, subjects] = await state.world.look();
  state.counted += count;
  state.asked.push(...subjects);
}

type Step = (state: State) => void | Promise<void>;
const commit = fc.boolean().map(
  (isRelease): Step =>
    async (state) => {
      state.made += 1;
      state.world.commit(`${isRelease ? 'release' : 'step'} ${state.made}`);
      // What nobody ever saw cannot be counted.
      await look(state);
    },
);
const restart = fc.constant<Step>(({ world }) => world.restart());
const amend = fc.constant<Step>(
  ({ world }) => void world.git('commit', '--quiet', '--amend', '--no-edit', '--trailer', 'Amended: yes'),
);
const reset = fc.integer({ min: 1, max: 3 }).map(
  (back): Step =>
    ({ world }) => {
      world.tryGit('reset', '--quiet', '--hard', `HEAD~${back}`);
    },
);
const restore = fc.constant<Step>(({ world }) => void world.tryGit('reset', '--quiet', '--hard', 'ORIG_HEAD'));
const change = fc.constantFrom('main', 'other').map(
  (branch): Step =>
    ({ world }) => {
      if (!world.tryGit('switch', '--quiet', branch)) world.tryGit('switch', '--quiet', '-c', branch, 'HEAD~1');
    },
);
const rebase = fc.constantFrom('main', 'other').map(
  (onto): Step =>
    ({ world }) => {
      if (!world.tryGit('rebase', '--quiet', onto)) world.tryGit('rebase', '--abort');
    },
);
const step = fc.oneof(
  { weight: 4, arbitrary: commit },
  restart,
  amend,
  reset,
  restore,
  { weight: 2, arbitrary: change },
  { weight: 2, arbitrary: rebase },
  fc.constant<Step>(look),
);

it('each content counts and asks once, whatever is rebased, amended, taken back and restarted', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 12 }), async (steps) => {
      const state: State = { world: await followedWorld(), made: 0, counted: 0, asked: [] };
      for (const take of steps) await take(state);
      await look(state);
      state.world.restart();
      await look(state);
      const { world, made, counted, asked } = state;
      expect(world.faults).toEqual([]);
      expect(counted).toBe(made);
      expect(new Set(asked).size).toBe(asked.length);
    }),
    { numRuns: 6 },
  );
}, 60_000);
