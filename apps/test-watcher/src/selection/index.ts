export { inBestOrder } from './order.ts';
export type { Declaration, SelectionRules } from './rules.ts';
export { type SelectionHistory, type SelectionInput, select } from './select.ts';
