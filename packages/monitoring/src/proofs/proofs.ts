import { apiProofs } from './api.ts';
import { auditAgentProofs } from './audit-agent.ts';
import { breakerCountProofs } from './breaker-counts.ts';
import { breakerStateProofs } from './breaker-states.ts';
import type { Proofs } from './history.ts';
import { metaProofs } from './meta.ts';
import { sloProofs } from './slo.ts';
import { systemProofs } from './system.ts';
import { testWatcherProofs } from './test-watcher.ts';
import { windowProofs } from './windows.ts';

/** The proofs of every rule, and of what rules are made of. */
export const proofs: Proofs = {
  ...testWatcherProofs,
  ...auditAgentProofs,
  ...apiProofs,
  ...systemProofs,
  ...breakerStateProofs,
  ...breakerCountProofs,
  ...metaProofs,
  ...sloProofs,
  ...windowProofs,
};
