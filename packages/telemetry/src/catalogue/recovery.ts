import { counter } from '../definition.ts';

/** How a recovery procedure ended; `skipped` means that a limit or a precondition held it back. */
export const recoveryOutcomes = ['success', 'failure', 'skipped'] as const;

export const recoveryMetrics = {
  recovery_actions_total: counter(['procedure', 'outcome'], 'Recovery procedures by how they ended.', {
    outcome: recoveryOutcomes,
  }),
};
