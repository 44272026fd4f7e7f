import type { MetricDefinition } from '../definition.ts';

/** How a recovery procedure ended; `skipped` means that a limit or a precondition held it back. */
export const recoveryOutcomes = ['success', 'failure', 'skipped'] as const;

export const recoveryMetrics = {
  recovery_actions_total: {
    type: 'counter',
    help: 'Recovery procedures by how they ended.',
    labels: ['procedure', 'outcome'],
    closed: { outcome: recoveryOutcomes },
  },
} as const satisfies Record<string, MetricDefinition>;
