import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Platform } from '../support/platform.ts';
import { reconcile, total } from './accounts.ts';
import { outcomes } from './judge.ts';
import { type SoakReport, soak, soakSettings } from './soak.ts';

/** The short form of what `npm run prove` does for ten minutes. */
describe('15 seconds of mixed load at 200 requests a second, with random faults on every key', () => {
  const seed = process.env['SWITCHGEAR_TEST_SEED'] ?? String(Date.now());
  let platform: Platform | undefined;
  let report: SoakReport;

  beforeAll(async () => {
    process.stdout.write(`load: SWITCHGEAR_TEST_SEED=${seed}\n`);
    platform = await Platform.start({ settings: soakSettings });
    report = await soak(platform, { seconds: 15, perSecond: 200, seed });
    process.stdout.write(`load: ${JSON.stringify({ clients: report.client, refusals: report.refusals })}\n`);
  }, 120_000);
  afterAll(() => platform?.dispose(), 60_000);

  it('answers no request wrongly', () => {
    expect(report.violations).toEqual([]);
  });

  it('counts every request exactly as its client saw it end', () => {
    const { crossed, differences } = reconcile(report.client, report.gateway);
    expect(differences).toEqual([]);
    expect(crossed).toBeLessThanOrEqual(total(report.client, 'client_abort') / 10);
    expect(total(report.client)).toBe(report.requests);
  });

  it('sees requests end in every way there is', () => {
    for (const outcome of outcomes) expect(total(report.client, outcome), outcome).toBeGreaterThan(0);
  });

  it('leaves no fault in the log of the gateway', () => {
    expect(report.faultLines).toEqual([]);
  });

  it('closes every key again by its own probes, within seconds', () => {
    expect(report.recoveredSeconds).toBeLessThan(15);
  });
});
