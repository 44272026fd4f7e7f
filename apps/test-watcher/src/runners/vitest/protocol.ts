import type { CaseResult, Change, Dependence, RunError } from '../../model.ts';

/** What the host is asked for. All paths are relative to the tree. */
export interface Calls {
  testFiles: { asked: null; answer: readonly string[] };
  dependents: { asked: readonly string[]; answer: readonly (readonly [test: string, Dependence])[] };
  changed: { asked: readonly Change[]; answer: null };
  run: { asked: HostRun; answer: readonly RunError[] };
  cancel: { asked: null; answer: null };
  close: { asked: null; answer: null };
}

export interface HostRun {
  readonly tests: readonly string[] | 'all';
  readonly cases?: readonly string[];
  readonly updatesSnapshots?: boolean;
}

export type Question = {
  [K in keyof Calls]: { readonly id: number; readonly call: K; readonly asked: Calls[K]['asked'] };
}[keyof Calls];

export type HostMessage =
  /** Also the files that the configuration was read from. */
  | { readonly type: 'ready'; readonly configuration: readonly string[] }
  | { readonly type: 'failed'; readonly error: RunError }
  | { readonly type: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly type: 'refusal'; readonly id: number; readonly message: string }
  | RunMessage;

/** What happens during a run. */
export type RunMessage =
  | { readonly type: 'started'; readonly file: string; readonly name?: string }
  | { readonly type: 'file_finished'; readonly file: string; readonly loaded: readonly string[] }
  | { readonly type: 'case'; readonly result: CaseResult }
  | { readonly type: 'output'; readonly text: string };
