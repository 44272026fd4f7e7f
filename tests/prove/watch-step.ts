import type { Step } from './step.ts';
import { measureCheckout } from './watch/checkout.ts';
import { measureFolders } from './watch/folders.ts';
import { measureKills } from './watch/kills.ts';
import { measureSize } from './watch/size.ts';

/** What TestWatcher promises of changes and of its memory. */
export const watchStep: Step = {
  name: 'watch',
  about: 'TestWatcher: no change is lost, a checkout is one run, memory is small and flat',
  isBackground: true,
  async run(options) {
    const seed = process.env['SWITCHGEAR_TEST_SEED'] ?? String(Date.now());
    options.log(`SWITCHGEAR_TEST_SEED=${seed}`);
    const folders = await measureFolders(options, seed);
    const checkout = await measureCheckout(options);
    const [kills, size] = await Promise.all([measureKills(options, seed), measureSize(options)]);
    return [...size, folders, checkout, kills];
  },
};
