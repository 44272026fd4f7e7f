export type { CommandOptions } from './command/options.ts';
export { createRunner, type RunnerChoice } from './create.ts';
export { detectRunner } from './detect.ts';
export type { RunnerOptions } from './options.ts';
