export { type ContentOptions, type ContentWatch, createContentIds } from './content.ts';
export { type History, type HistoryOptions, openHistory } from './open.ts';
export type { RunSummary } from './queries.ts';
export type { FinishedRun, Recorded } from './record.ts';
