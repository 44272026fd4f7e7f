import type { ModelFields } from '../agent/plan.ts';

/**
 * What replaced each Sonar model, after Perplexity's migration guide (models and presets, read in November 2026):
 * `sonar` lives on as a model of its own, the others as presets that search in several steps.
 */
const successors: ReadonlyMap<string, ModelFields> = new Map<string, ModelFields>([
  ['sonar', { model: 'perplexity/sonar' }],
  ['sonar-pro', { preset: 'low' }],
  ['sonar-reasoning', { preset: 'low' }],
  ['sonar-reasoning-pro', { preset: 'low' }],
  ['sonar-deep-research', { preset: 'medium' }],
]);

const presets: ReadonlySet<string> = new Set([
  'fast',
  'low',
  'medium',
  'high',
  'xhigh',
  'wide-research',
  'fast-search',
  'pro-search',
  'deep-research',
  'advanced-deep-research',
]);

/** The field that chooses a model or preset in the Agent API; names it does not know are taken for models. */
export function chooseModel(model: string): ModelFields {
  return successors.get(model) ?? (presets.has(model) ? { preset: model } : { model });
}
