import { findBinaries } from '@switchgear/stack';
import { runMutations } from '../../packages/monitoring/src/mutation/run.ts';
import { thousands } from './figures.ts';
import type { Step } from './step.ts';

/** Every alerting rule with every small fault, against its promtool proofs. */
export const mutationStep: Step = {
  name: 'mutation',
  about: 'the proofs of every alerting and recording rule against mutants of it',
  async run({ log }) {
    const { promtool } = await findBinaries();
    const { total, caught, equivalent, survivors, needless } = await runMutations({
      promtool,
      onProgress(done, all) {
        if (done % 200 === 0) log(`${thousands(done)} of ${thousands(all)} mutants`);
      },
    });
    for (const { rule, place, before, after } of survivors) log(`alive: ${rule} at ${place}: "${before}" → "${after}"`);
    for (const { rule, place, before, after } of needless)
      log(`needless: ${rule} at ${place}: "${before}" → "${after}"`);
    return [
      {
        promise: 'Each small fault in a rule (operator, threshold, window, time, labels) makes one of its proofs fail',
        bar: '0 alive, but for those listed with the reason why they keep the promise of their sentence',
        measured: `${survivors.length} alive of ${thousands(total)}; ${thousands(caught)} caught, ${equivalent} listed`,
        holds: survivors.length === 0,
      },
      {
        promise: 'Every listed exception is needed',
        bar: '0 needless',
        measured: `${needless.length} needless`,
        holds: needless.length === 0,
      },
    ];
  },
};
