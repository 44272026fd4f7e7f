// The drill

export { type DrillOptions, runDrill } from './drill.ts';
export { DrillError, type DrillErrorCode } from './errors.ts';

// What came of it

export { renderReport } from './report/render.ts';
export { type AlertReport, type DrillReport, drillPassed } from './report/report.ts';

// What it is fed with

export type { RuleText } from './rules/rule-set.ts';
export { History } from './series/history.ts';
export type { World } from './world.ts';
export { worlds } from './worlds/worlds.ts';
