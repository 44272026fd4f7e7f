import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import type { UpstreamDriver } from '../drivers/driver.ts';
import { describeAdmin } from './admin.ts';
import { describeCalls } from './calls.ts';
import type { Get } from './context.ts';
import { describeFailover } from './failover.ts';
import { describeReadBack } from './read-back.ts';
import { describeRecovery } from './recovery.ts';
import { describeRefusals } from './refusals.ts';
import { describeStreams } from './streams.ts';

/** What one upstream has beyond the suite, on the same platform. */
export interface Extras {
  readonly before?: (get: Get) => void;
  readonly after?: (get: Get) => void;
}

/** The whole suite over one upstream, on one platform. */
export function describePlatform(name: string, start: () => Promise<UpstreamDriver>, extras: Extras = {}): void {
  let driver: UpstreamDriver | undefined;
  const get: Get = () => {
    if (driver === undefined) throw new Error('the platform is not running');
    return driver;
  };

  describe(`with ${name} as the upstream`, () => {
    beforeAll(async () => {
      driver = await start();
    }, 120_000);
    afterAll(async () => {
      await driver?.stop();
    }, 60_000);
    beforeEach(async () => {
      await get().clearFaults();
      await get().platform.admin.reset();
    });

    extras.before?.(get);
    describe('calls', () => describeCalls(get));
    describe('bad input', () => describeRefusals(get));
    describe('failover', () => describeFailover(get));
    describe('streams', () => describeStreams(get));
    describe('recovery', () => describeRecovery(get));
    describe('administration', () => describeAdmin(get));
    describe('reading back', () => describeReadBack(get));
    extras.after?.(get);
  });
}
