import type { Rule } from '../rules.ts';

/** A rule at rest. */
export function makeRule(more: Partial<Rule> = {}): Rule {
  return {
    name: 'Hot',
    query: 'vector(1)',
    duration: 60,
    labels: { severity: 'critical', component: 'oven' },
    annotations: { summary: 'The oven is hot.' },
    alerts: [],
    state: 'inactive',
    health: 'ok',
    lastEvaluation: '2026-01-01T00:00:00Z',
    evaluationTime: 0.001,
    group: {
      name: 'kitchen',
      file: '/rules/kitchen.yml',
      interval: 15,
      lastEvaluation: '2026-01-01T00:00:00Z',
      evaluationTime: 0.001,
    },
    ...more,
  };
}
