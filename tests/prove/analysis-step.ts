import { measureGatewayDown } from './analysis/gateway-down.ts';
import { measureRepeats } from './analysis/repeats.ts';
import { measureSecrets } from './analysis/secrets.ts';
import type { Step } from './step.ts';

/** What TestWatcher promises of the failures that it has explained. */
export const analysisStep: Step = {
  name: 'analysis',
  about: "TestWatcher's analysis of failures: one question each, no secret in it, and no test that depends on it",
  async run(options) {
    const seed = Number(process.env['SWITCHGEAR_TEST_SEED'] ?? Date.now());
    options.log(`SWITCHGEAR_TEST_SEED=${seed}`);
    return [
      ...(await measureRepeats(options)),
      ...(await measureSecrets(options, seed)),
      ...(await measureGatewayDown()),
    ];
  },
};
