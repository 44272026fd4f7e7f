import { measureCommits } from './audit/commits.ts';
import { measureGate } from './audit/gate.ts';
import { measureKills } from './audit/kills.ts';
import { measureMarkers } from './audit/markers.ts';
import { measureRefusals } from './audit/refusals.ts';
import type { Step } from './step.ts';

/** What AuditAgent promises of its triggers, its reports and its gate. */
export const auditStep: Step = {
  name: 'audit',
  about: 'AuditAgent: each reason once, no stale number, a gate that tells the truth',
  async run(options) {
    const seed = process.env['SWITCHGEAR_TEST_SEED'] ?? String(Date.now());
    options.log(`SWITCHGEAR_TEST_SEED=${seed}`);
    // They wait more than they work.
    const triggers = await Promise.all([
      measureMarkers(options, seed),
      measureCommits(options),
      measureKills(options, seed),
      measureRefusals(),
    ]);
    return [...triggers.flat(), ...(await measureGate())];
  },
};
